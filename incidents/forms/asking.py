"""The questionnaire that decides which law applies, as far as it is worth asking now."""

from django import forms

from breachcomm.plain_text import PlainCharField
from incidents.facts.places import parse_places
from incidents.questionnaire import FREE_ZONES, askable

NONE = "none_of_these"
_YES_NO = [("", "Not yet known"), ("yes", "Yes"), ("no", "No")]
_ERRORS = {"invalid_choice": "Choose one of the answers offered."}
PLACES_HELP = "One place on each line: Germany, US-CA, AE-DIFC."


class QuestionnaireForm(forms.Form):
    """Asks what is open, and shows again what was answered. A blank answer is none yet."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args, sitting, data, **options):
        self.data_set, self.given = data, sitting.given
        asked = {one.id for one in sitting.to_ask} | set(sitting.given)
        self.questions = [one for id, one in askable().items() if id in asked]
        initial = {"seen": sitting.row.pk if sitting.row else 0}
        for one in self.questions:
            initial |= _initial(one, sitting.given.get(one.id))
        super().__init__(*args, initial=initial, **options)
        for one in self.questions:
            self.fields.update(_fields(one, data))

    def clean(self):
        cleaned = super().clean()
        self.answers = {}
        for one in self.questions:
            answer = self._read(one, cleaned)
            if answer is not None:
                self.answers[one.id] = answer
        return cleaned

    def _read(self, one, cleaned):
        if one.kind == "yes_no_each":
            said = {name: cleaned.get(f"{one.id}-{name}") for name in one.options}
            return {name: answer == "yes" for name, answer in said.items() if answer} or None
        answer = cleaned.get(one.id)
        if not answer:
            return None
        if one.kind == "yes_no":
            return answer == "yes"
        if one.kind == "places":
            return self._places(one.id, answer)
        return [each for each in answer if each != NONE] if isinstance(answer, list) else answer

    def _places(self, id, text):
        lines = text.splitlines()
        zones = [line.strip().upper() for line in lines if line.strip().upper() in FREE_ZONES]
        rest = [line if line.strip().upper() not in FREE_ZONES else "" for line in lines]
        places, sentences = parse_places("\n".join(rest))
        for sentence in sentences[:10]:
            self.add_error(id, sentence)
        codes = [place["subdivision"] or place["country"] for place in places]
        return sorted({*codes, *zones})


def _initial(one, answer):
    if one.kind == "yes_no_each":
        return {f"{one.id}-{name}": _word(said) for name, said in (answer or {}).items()}
    if answer is None:
        return {}
    if one.kind == "yes_no":
        return {one.id: _word(answer)}
    if one.kind == "places":
        return {one.id: "\n".join(answer)}
    return {one.id: answer or [NONE]} if isinstance(answer, list) else {one.id: answer}


def _word(answer):
    return "yes" if answer else "no"


def _fields(one, data):
    """The fields of one question, by name."""
    told = {"label": one.words, "help_text": one.help, "required": False}
    if one.kind == "yes_no_each":
        return {
            f"{one.id}-{name}": _select({"label": words, "required": False}, _YES_NO)
            for name, words in one.options.items()
        }
    if one.kind == "yes_no":
        return {one.id: _select(told, _YES_NO)}
    if one.kind == "choice":
        return {one.id: _select(told, [("", "Not yet known"), *one.options.items()])}
    if one.kind == "places":
        told["help_text"] = f"{one.help} {PLACES_HELP}".strip()
        return {one.id: PlainCharField(widget=forms.Textarea(attrs={"rows": 3}), **told)}
    return {one.id: _ticks(one, data, told)}


def _select(told, choices):
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(choices=choices, widget=widget, error_messages=_ERRORS, **told)


def _ticks(one, data, told):
    options = one.options.items()
    if one.kind == "regimes":
        options = [(code, regime.name) for code, regime in data.regimes.items()]
    choices = [*options, (NONE, "None of these")]
    widget = forms.CheckboxSelectMultiple
    errors = {"invalid_choice": "Choose among the answers offered."}
    return forms.MultipleChoiceField(choices=choices, widget=widget, error_messages=errors, **told)
