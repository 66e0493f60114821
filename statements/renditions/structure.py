"""Finishes the tag tree WeasyPrint leaves: what PDF/UA-1 asks and its writer does not do.

Text of margin boxes (footers, page numbers, the mark) becomes an artifact, list items get their
body, header cells say that they head a column.
"""

import pydyf


def finish(pdf, page_streams):
    """Called once the tree is written, before the file is."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    elements = list(_elements(pdf, root))
    for element in elements:
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column"
        if element["S"] == "/LI":
            _give_body(pdf, element)
    _declare_artifacts(pdf, page_streams, _object(pdf, root["ParentTree"]), _owned(elements))


def _elements(pdf, root):
    waiting = list(root["K"])
    while waiting:
        element = _object(pdf, waiting.pop())
        if "S" in element:
            yield element
            waiting += [kid for kid in element["K"] if not isinstance(kid, int)]


def _owned(elements):
    """(page, mark) of every text the document's tree reaches."""
    return {
        (element["Pg"], kid) for element in elements for kid in element["K"] if isinstance(kid, int)
    }


def _give_body(pdf, item):
    """A list item holds its label and one body, nothing beside them."""
    labels, rest = [], []
    for kid in item["K"]:
        element = _object(pdf, kid)
        if element["S"] == "/LBody":
            # The label of an item with a list inside is found within its first block.
            labels += _take_label(pdf, element)
            element["S"] = "/NonStruct"
        (labels if element["S"] == "/Lbl" else rest).append(kid)
    body = _body(pdf, item, rest)
    for label in labels:
        _object(pdf, label)["P"] = item.reference
    item["K"] = pydyf.Array([*labels, body.reference])


def _take_label(pdf, block):
    taken = [kid for kid in block["K"] if _object(pdf, kid)["S"] == "/Lbl"]
    block["K"] = pydyf.Array([kid for kid in block["K"] if kid not in taken])
    return taken


def _body(pdf, item, kids):
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(kids)})
    body.update({"Pg": item["Pg"], "P": item.reference})
    pdf.add_object(body)
    for kid in kids:
        _object(pdf, kid)["P"] = body.reference
    return body


def _declare_artifacts(pdf, page_streams, parent_tree, owned):
    parents = dict(zip(parent_tree["Nums"][::2], parent_tree["Nums"][1::2], strict=True))
    for number, (page, stream) in enumerate(zip(pdf.page_references, page_streams, strict=True)):
        loose = {mark for mark in range(len(parents[number])) if (page, mark) not in owned}
        _rewrite(stream.stream, loose)
        for mark in loose:
            parents[number][mark] = "null"


def _rewrite(commands, loose):
    for index, command in enumerate(commands):
        if isinstance(command, pydyf.Dictionary) and command.get("MCID") in loose:
            commands[index - 1] = "/Artifact"
            commands[index] = pydyf.Dictionary({"Type": "/Pagination"})


def _object(pdf, reference):
    text = reference.decode() if isinstance(reference, bytes) else reference
    return pdf.objects[int(text.split()[0])]
