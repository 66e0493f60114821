"""The wording review: rules as data, one engine, no Django, no database, no network."""
