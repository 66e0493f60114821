"""Parsed Markdown as plain text, for mail, for search, and to compare a PDF with."""

from textwrap import wrap

from markdown_it.tree import SyntaxTreeNode

BULLET = "• "


def write(tokens, *, width=None, tables="labelled"):
    """`tables` is "labelled" (`Column: cell`) or "cells" (one a line, as a page is read)."""
    return "\n\n".join(_blocks(SyntaxTreeNode(tokens).children, width, tables))


def _blocks(nodes, width, tables):
    written = (_block(node, width, tables) for node in nodes)
    return [block for block in written if block]


def _block(node, width, tables):
    if node.type in ("bullet_list", "ordered_list"):
        return _list(node, width, tables)
    if node.type == "blockquote":
        return _indented("  ", "\n\n".join(_blocks(node.children, _less(width, 2), tables)))
    if node.type == "table":
        return _labelled(node, width) if tables == "labelled" else _cells(node)
    if node.type == "fence":
        return node.content.rstrip("\n")
    if node.type == "hr":
        return ""
    return filled(_inline(node), width)


def _list(node, width, tables):
    number = int(node.attrs.get("start", 1))
    items = []
    for offset, item in enumerate(node.children):
        marker = f"{number + offset}. " if node.type == "ordered_list" else BULLET
        text = "\n".join(_blocks(item.children, _less(width, len(marker)), tables))
        items.append(marker + _indented(" " * len(marker), text).lstrip(" "))
    return "\n".join(items)


def _cells(table):
    rows = (row for part in table.children for row in part.children)
    return "\n".join(_inline(cell) for row in rows for cell in row.children)


def _labelled(table, width):
    head, *bodies = table.children
    labels = [_inline(cell) for cell in head.children[0].children]
    rows = [row for body in bodies for row in body.children]
    if not rows:
        return "\n".join(labels)
    return "\n\n".join(_labelled_row(labels, row, width) for row in rows)


def _labelled_row(labels, row, width):
    lines = []
    for label, cell in zip(labels, row.children, strict=True):
        text = _inline(cell)
        lines.append(filled(f"{label}: {text}" if label else text, width, hanging="  "))
    return "\n".join(lines)


def _inline(node):
    return "".join(_words(child) for child in node.children)


def _words(node):
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    return _inline(node) if node.children else node.content


def filled(text, width, hanging=""):
    """Each line of the text broken to `width`; long words stay whole, addresses must."""
    if not width:
        return text
    lines = []
    for line in text.split("\n"):
        lines += wrap(
            line,
            max(width, 20),
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _indented(prefix, text):
    return "\n".join(prefix + line if line else line for line in text.split("\n"))


def _less(width, by):
    return width - by if width else width
