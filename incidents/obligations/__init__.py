"""The law as data and its deadlines. Pure: nothing here knows Django, a database or today's date.

`loading.current()` is the data set; `deadlines.deadline` computes one duty from what is `Known`.
"""
