"""The answers to choose from, and what each says to readers."""

from incidents.facts.kinds import Option

CAUSES = {
    "hacking": Option("Hacking", "someone got into our systems without permission"),
    "malware": Option("Malware", "harmful software ran on our systems"),
    "social": Option("Deception", "someone tricked one of our people"),
    "misuse": Option("Misuse", "someone used their access in a way we did not allow"),
    "physical": Option("Theft or tampering", "someone stole or tampered with equipment or papers"),
    "error": Option("Our own error", "we made a mistake"),
    "environmental": Option("Outside force", "our equipment was damaged from outside"),
}

PEOPLE_GROUPS = {
    "customers": Option("Customers", "customers"),
    "users": Option("Users without an account", "people without an account"),
    "employees": Option("Employees", "people who work or worked for us"),
    "patients": Option("Patients", "patients"),
    "students": Option("Students", "students"),
    "partners": Option("Partners", "business partners"),
    "children": Option("Children", "children"),
    "others": Option("Others", "other people"),
}

EXFILTRATION = {
    "yes": Option(
        "Data left our systems",
        "This data left our systems.",
        estimated="We are not sure yet whether this data left our systems. "
        "Please act as if it did.",
    ),
    "no": Option(
        "No data left our systems",
        "We checked, and no data left our systems.",
    ),
}

MISUSE = {
    "yes": Option(
        "Misuse seen",
        "We know that someone has misused some of this data.",
        estimated="There are signs that someone has misused some of this data. "
        "We are checking them.",
    ),
    "no": Option(
        "We looked and saw no misuse",
        "We looked for signs that anyone has misused this data and found none.",
    ),
}

FORENSICS = {
    "not_started": Option("Not begun", "We have not yet begun to examine our systems."),
    "running": Option("Going on", "We are still examining our systems."),
    "finished": Option("Finished", "We have finished examining our systems."),
}
