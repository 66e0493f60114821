"""Letters to lay out: the notice people will send most, and spoiled copies of it."""

from dataclasses import replace
from datetime import UTC, datetime

from statements.renditions.letter import Letter, Section, Sender

TABLE = """\
| Taken | Not in that system | Not yet known |
| --- | --- | --- |
| Your name, e-mail address, phone number and scrambled password | Documents you signed, card and \
bank details | Whether the keys that programs use to reach your account were read. We expect to \
know by 4 December. |

The records of up to 12,400 accounts were reached."""

ADVICE = """\
1. **Choose a new password today.** You will be asked for one when you next sign in.
2. **Used the old password elsewhere?** Change it there too, your e-mail account first.
3. **Be careful with messages that ask you to sign something.** We will never ask for your \
password by mail or phone."""

NOTICE = Letter(
    reference="INC-2026-0007/S1",
    revision=6,
    digest="9f3a41c7" + "0123456789abcdef" * 3 + "01234567",
    language="en",
    title="Notice of Data Breach",
    lead=(
        "Someone stole information about your account with us, including your scrambled password. "
        "Please choose a new password today. We are sorry. It was our job to keep this safe."
    ),
    sections=(
        Section(
            "What Happened",
            "On 24 October 2026 we found that someone had used a stolen password to enter our "
            "document signing service. We shut that access the same day. They had been inside "
            "since 19 October.",
        ),
        Section("What Information Was Involved", TABLE),
        Section(
            "What We Are Doing",
            "We reset every password, signed everyone out and replaced the keys of the service. "
            "An outside firm is checking our work. We told the police and the data protection "
            "authority. We will write to you again by 4 December 2026.",
        ),
        Section("What You Can Do", ADVICE),
        Section(
            "For More Information",
            "Call [+353 1 555 0142](tel:+35315550142), every day 8:00 to 20:00 Dublin time, or "
            "write to <help@harboursign.example>. Quote INC-2026-0007. Someone who knows this "
            "case will answer.",
        ),
    ),
    sender=Sender(
        "Harbour Sign",
        "Harbour Sign Ltd · 4 Quay Street · Dublin 2\nhelp@harboursign.example · +353 1 555 0142",
    ),
    layout="letter/1",
    released_at=datetime(2026, 11, 26, 13, 2, tzinfo=UTC),
    zone="Europe/Paris",
)


def notice(**changes):
    return replace(NOTICE, **changes)


def saying(text, **changes):
    """The notice with one section that says `text`."""
    return notice(sections=(Section("What Happened", text),), **changes)
