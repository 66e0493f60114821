"""Counsel keeps the library of clauses, and PR finds in it what fits."""

CLAUSE = "/clauses/keep-this-letter/"


def keep_a_clause(counsel):
    counsel.go("/clauses/")
    counsel.look("clauses-empty")
    counsel.follow("Add the first clause")
    counsel.fill(title="Keep this letter", slug="keep-this-letter", element="what_you_can_do")
    counsel.fill(text="Keep this letter. It helps us to find you.", reason="Asked by our desk.")
    counsel.look("clause-new")
    counsel.press("Add to the library")
    counsel.expect("The clause is in the library.")


def revise_it(counsel):
    counsel.follow("Revise the words")
    counsel.fill(text="Please **keep this letter**. It helps us to find you.", reason="Kinder.")
    counsel.look("clause-revise")
    counsel.press("Save a new version")
    counsel.expect("Version 2", "Kinder.")
    counsel.look("clause")
    counsel.go(f"{CLAUSE}retire/")
    counsel.look("clause-retire")


def find_it(pr):
    pr.go("/clauses/?words=letter")
    pr.expect("Keep this letter")
    pr.look("clauses")
