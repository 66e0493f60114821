"""The third kind of "no": not wrong, not forbidden, only not now."""


class Refused(Exception):
    """The act cannot happen now; `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = list(reasons)
