"""What our care costs: a two-page notice by us and by WeasyPrint alone, turn by turn."""

import statistics
import time
from datetime import UTC, datetime

from script import desk

ROUNDS = 25
PARAGRAPH = (
    "On 24 October 2026 we found that someone had used a stolen password to enter our document "
    "signing service. We shut that access the same day. They had been inside since 19 October. "
    "We reset every password, signed everyone out and replaced the keys of the service. "
)
TABLE = """\
| Taken | Not in that system | Not yet known |
| --- | --- | --- |
| Your name, e-mail address and password | Card and bank details | Whether keys were read |
| Your phone number | Documents you signed | Who it was |
"""


def main():
    """Prints medians in milliseconds, and ours as a multiple of each bare one; aim: 1.15."""
    from statements.renditions import engine, fonts, layouts, page, pdf

    letter = notice()
    markup = fonts.drawable(page.fill(letter.layout, page.slots(letter, styles="")))
    css = layouts.read(letter.layout, "print.css")

    def bare(**options):
        with engine.wheel_fonts():
            sheet = engine.CSS(string=css)
            return engine.HTML(string=markup).write_pdf(stylesheets=[sheet], **options)

    took = medians(
        {
            "ours": lambda: pdf.render(letter),
            "WeasyPrint alone": bare,
            "WeasyPrint alone, tagged": lambda: bare(pdf_variant="pdf/ua-1"),
        }
    )
    for name, seconds in took.items():
        desk.line(f"{name}: {seconds * 1000:.0f} ms, ours is {took['ours'] / seconds:.2f} of it")


def medians(ways):
    """Every way once a round, so that a busy minute is shared by all."""
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def notice():
    """Two pages of the layout people get."""
    from statements.renditions import layouts
    from statements.renditions.letter import Letter, Section, Sender

    texts = [PARAGRAPH * 2, TABLE, PARAGRAPH * 2, "1. **Do this.** Now.\n" * 6, PARAGRAPH * 2]
    return Letter(
        reference="INC-2026-0007/S1",
        revision=6,
        digest="9f3a41c7" * 8,
        language="en",
        title="Notice of Data Breach",
        lead=PARAGRAPH,
        sections=tuple(Section(f"Section {n}", text) for n, text in enumerate(texts, 1)),
        sender=Sender("Harbour Sign", "4 Quay Street\nDublin 2"),
        layout=layouts.current(),
        released_at=datetime(2026, 11, 26, 13, 2, tzinfo=UTC),
        zone="Europe/Paris",
    )


if __name__ == "__main__":
    main()
