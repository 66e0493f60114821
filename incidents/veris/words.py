"""The codes of VERIS in plain words and in the keys of our catalogue. Names in lower case."""

STATUSES = {"confirmed": "confirmed", "suspected": "suspected", "near miss": "near_miss"}

# variety: (category of the ledger, what its name leaves out)
DATA = {
    "personal": ("personal", ""),
    "sensitive personal": ("sensitive", ""),
    "medical": ("medical", ""),
    "payment": ("payment_card", ""),
    "bank": ("bank_account", ""),
    "credentials": ("credentials", ""),
    "multi-factor credential": ("mfa", ""),
    "api key": ("api_key", ""),
    "session key": ("credentials", "session keys"),
    "digital certificate": ("credentials", "digital certificates"),
    "internal": ("internal", ""),
    "secrets": ("internal", "trade secrets"),
    "classified": ("internal", "classified information"),
    "source code": ("internal", "source code"),
    "system": ("internal", "system information"),
    "copyrighted": ("internal", "copyrighted material"),
    "virtual currency": ("other", "virtual currency"),
}

GROUPS = {
    "customer": "customers",
    "patient": "patients",
    "employee": "employees",
    "student": "students",
    "partner": "partners",
    "other": "others",
}

ENCRYPTED = {"stored encrypted", "transmitted encrypted"}
READABLE = {"stored unencrypted", "transmitted unencrypted", "printed"}

# How we found out, to finish "We found out through ...".
DISCOVERY = {
    "external": {
        "actor disclosure": "what the people behind it made known",
        "audit": "an outside audit",
        "customer": "a customer",
        "emergency response team": "an emergency response team",
        "found documents": "documents that someone found",
        "fraud detection": "an outside fraud check",
        "incident response": "outside experts looking into an attack",
        "law enforcement": "law enforcement",
        "security researcher": "a security researcher",
        "suspicious traffic": "an outside report of suspicious network traffic",
        "unrelated 3rd party": "someone with no link to us",
        "unrelated party": "someone with no link to us",
        "": "someone outside our organisation",
    },
    "internal": {
        "antivirus": "our antivirus software",
        "break in discovered": "traces of a break-in that we found",
        "data loss prevention": "our own data loss checks",
        "financial audit": "our own financial audit",
        "fraud detection": "our own fraud checks",
        "hids": "our own intrusion alarms",
        "incident response": "our own work on an attack",
        "infrastructure monitoring": "our own monitoring",
        "it review": "a review of our systems",
        "log review": "a review of our logs",
        "nids": "our own intrusion alarms",
        "offboarding": "our checks when somebody left us",
        "reported by employee": "a report from one of our people",
        "reported by user": "a report from one of our people",
        "security alarm": "a security alarm",
        "": "someone inside our organisation",
    },
    "partner": {
        "antivirus": "the antivirus software of a partner",
        "audit": "an audit by a partner",
        "incident response": "a partner looking into an attack",
        "monitoring service": "a monitoring service that works for us",
        "": "one of our partners",
    },
}
DISCOVERY_PREFIXES = {"ext": "external", "int": "internal", "prt": "partner"}

ASSETS = {
    "S": "servers",
    "U": "user devices",
    "N": "network equipment",
    "M": "papers and storage media",
    "T": "public terminals",
    "E": "embedded devices",
}

EFFECTS = {
    "integrity": {
        "software installation": "Someone installed software on our systems.",
        "modify data": "Someone changed data.",
        "modify configuration": "Someone changed settings.",
        "modify privileges": "Someone changed access rights.",
        "created account": "Someone created new accounts.",
        "log tampering": "Someone changed our logs.",
        "hardware tampering": "Someone tampered with equipment.",
        "fraudulent transaction": "Someone made payments or orders by fraud.",
        "defacement": "Someone changed our website.",
        "repurpose": "Someone used our systems for other ends.",
        "misrepresentation": "Someone pretended to be someone else.",
        "alter behavior": "Someone was tricked into doing something.",
    },
    "availability": {
        "loss": "Equipment, papers or data were lost.",
        "obscuration": "Data was locked so that no one could read it.",
        "interruption": "Services stopped.",
        "destruction": "Equipment or data was destroyed.",
        "degradation": "Services became slow.",
    },
}

YES = {"yes", "y"}
NO = {"no", "n"}
UNKNOWN = {"", "unknown", "other", "u", "na", "none"}
