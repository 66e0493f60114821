"""Our Markdown: paragraphs, emphasis, lists, tables, links, short headings. Nothing else.

What has no meaning here stands in the letter as it was typed: HTML, images, link definitions.
"""

import re
from html import escape
from itertools import chain, pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import emphasis
from markdown_it.token import Token

from . import plain

MAX_NESTING = 16  # levels of the parser: seven lists inside each other
MAX_COLUMNS = 12
MAX_PARTS = 1000  # paragraphs, items, cells, links ... of one section: a page takes about 60
MAX_QUESTION = 1000
SCHEMES = ("http:", "https:", "mailto:", "tel:")

# Each of these can make typed words vanish or turn them into something nobody typed.
WITHOUT = ["image", "entity", "reference", "lheading", "code", "html_block", "html_inline"]

TAGS = {
    *("p", "br", "h2", "h3", "strong", "em", "a", "mark", "blockquote", "hr"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "code"),
}
ATTRIBUTES = {"*": set(), "a": {"href"}, "th": {"scope"}, "ol": {"start"}}
CLASSES = {"th": {"end", "middle"}, "td": {"end", "middle"}}
# A telephone number is the same number however it is grouped.
PHONE = re.compile(r"\+?[\d\s()./-]{4,}")
SPACING = str.maketrans("", "", " \u00a0()./-")
ALIGNMENT = {"text-align:right": "end", "text-align:center": "middle"}


def to_html(text, heading="h3"):
    """Safe HTML of a section's text; headings in it become `heading`, whatever their level."""
    tokens = parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = heading
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={scheme.rstrip(":") for scheme in SCHEMES},
        link_rel="noopener noreferrer",
    )


def to_plain(text, width=None):
    """Readable plain text: each row of a table as `Column: cell` lines; filled to `width`."""
    return plain.write(parse(text), width=width)


def reading_order(text):
    """Plain text in the order a page is read: a table is its cells, row after row."""
    return plain.write(parse(text), tables="cells")


def parse(text):
    """Tokens of the text; what the parser would cut short or nobody could read stays literal."""
    tokens = _PARSER.parse(text)
    if _says_everything(tokens, text) and _parts(tokens) <= MAX_PARTS:
        return tokens
    literal = _LITERAL.parse(text)
    if _parts(literal) <= MAX_PARTS:
        return literal
    return _LITERAL.parse(" ".join(text.split()))


def _parts(tokens):
    alone = ("fence", "hr", "open_question", "code_inline", "hardbreak")
    inside = (child for token in tokens for child in token.children or ())
    return sum(token.nesting == 1 or token.type in alone for token in chain(tokens, inside))


def _says_everything(tokens, text):
    """Whether no word was lost: the parser drops deep nesting and surplus cells silently."""
    lines = text.split("\n")
    columns = 0
    for token in tokens:
        if token.level >= MAX_NESTING - 2:
            return False
        if token.type == "thead_open":
            columns = _cells(lines[token.map[0]])
        if token.type == "tr_open" and not _cells(lines[token.map[0]]) <= columns <= MAX_COLUMNS:
            return False
    return True


def _cells(line):
    cells = escapedSplit(line.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _emphasis(state, silent):
    """By asterisks only: names of programs and files are full of underscores."""
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _open_question(state, silent):
    """`[[...]]` is a question still open: shown as typed, never read as markup."""
    end = state.src.find("]]", state.pos + 2, state.pos + MAX_QUESTION)
    if not state.src.startswith("[[", state.pos) or end < 0:
        return False
    if not silent:
        state.push("open_question", "mark", 0).content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def _show_targets(state):
    """Paper cannot be clicked: a link whose text is not its address is followed by it."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_with_targets(token.children))


def _with_targets(tokens):
    address, label = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, label = shown_address(token.attrGet("href")), ""
        label += token.content
        yield token
        if token.type == "link_close" and shown_address(label.strip()) != address:
            yield Token("text", "", 0, content=f" ({address})")


def shown_address(href):
    """An address as it is printed: `help@x.example`, `x.example/help`; http keeps its scheme."""
    if href.startswith("tel:") or PHONE.fullmatch(href):
        return href.removeprefix("tel:").translate(SPACING)
    for prefix in ("https://", "mailto:"):
        href = href.removeprefix(prefix)
    return href.rstrip("/")


def _tighten_lists(state):
    """A list item begins on the line of its number, whether or not blank lines stand between."""
    for before, token in pairwise(state.tokens):
        if before.type == "list_item_open" and token.type == "paragraph_open":
            token.hidden = True
    for closing, token in enumerate(state.tokens):
        if token.type == "paragraph_close":
            token.hidden = token.hidden or state.tokens[closing - 2].hidden


def _mark_tables(state):
    for token in state.tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open"):
            style = token.attrs.pop("style", "")
            if style in ALIGNMENT:
                token.attrSet("class", ALIGNMENT[style])


def _build():
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.enable("table").disable(WITHOUT)
    parser.validateLink = lambda url: url.lower().startswith(SCHEMES)
    parser.inline.ruler.before("link", "open_question", _open_question)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.core.ruler.push("show_targets", _show_targets)
    parser.core.ruler.push("tighten_lists", _tighten_lists)
    parser.core.ruler.push("mark_tables", _mark_tables)
    parser.add_render_rule(
        "open_question", lambda self, tokens, i, *rest: f"<mark>{escape(tokens[i].content)}</mark>"
    )
    return parser


_PARSER = _build()
_LITERAL = MarkdownIt("zero")
