"""Small made-up VERIS records, and the way from one to its findings."""

import json

from incidents.veris import findings, parse


def record(**parts):
    """A small made-up record in the shape of 1.3.7."""
    whole = {
        "schema_version": "1.3.7",
        "security_incident": "Confirmed",
        "incident_id": "made-up",
        "action": {"hacking": {"variety": ["Unknown"], "vector": ["Web application"]}},
        "actor": {"external": {}},
        "asset": {"assets": [{"variety": "S - Database"}]},
        "attribute": {},
        "timeline": {"incident": {"year": 2021}},
        "victim": {"victim_id": "Example Ltd", "country": ["GB"]},
    }
    return {**whole, **parts}


def read(data, name="one.json"):
    return findings(parse(json.dumps(data).encode(), name))


def facts_of(data):
    return {fact.key: fact for fact in read(data).facts}


def confidentiality(**parts):
    parts = {"data_disclosure": "Yes", **parts}
    return record(attribute={"confidentiality": parts})


def plus(**parts):
    return record(plus={"attribute": {"confidentiality": parts}})
