"""A released PDF is tagged, archival, complete in itself and says what it is."""

import itertools
import re
from importlib.resources import files

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdfua import validate
from weasyprint import __version__ as engine_version

from statements.renditions import fonts
from statements.renditions.letter import Section

from .letters import ADVICE, NOTICE, TABLE, notice, saying
from .reading import elements, extracted, kids, opened, pdf, tags

pytestmark = pytest.mark.once

LONG = notice(
    lead="# Bottom line\n\n" + NOTICE.lead,
    sections=(
        Section("First", "# One\n\nText.\n\n#### Two\n\n" + "A sentence of the letter. " * 300),
        Section("Second", TABLE + "\n\n- one\n  - inner\n\n    more\n- two\n\n" + ADVICE),
        Section("Third", "A [page](https://example.com/help) and `code`.\n\n```\nls -l\n```"),
        Section("Fourth", "\n".join(f"{n}. item" for n in range(1, 130))),
    ),
)
DRAFT = notice(mark="EXERCISE · DRAFT", released_at=None)
EVERY = pytest.mark.parametrize("letter", [NOTICE, LONG, DRAFT], ids=["notice", "long", "draft"])


@EVERY
def test_the_pdf_has_no_finding_by_the_pdfua_rules(letter, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf(letter))
    assert [finding.message for finding in validate(path).findings] == []


def test_the_pdfua_rules_do_find_an_untagged_file(tmp_path):
    with opened(pdf(NOTICE)) as document:
        del document.Root.StructTreeRoot
        del document.Root.Lang
        document.save(tmp_path / "spoiled.pdf")
    assert len(validate(tmp_path / "spoiled.pdf").findings) >= 2


@EVERY
def test_title_language_author_and_reference_are_in_the_file(letter):
    with opened(pdf(letter)) as document:
        info = document.docinfo
        assert str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(info.Title) == "Notice of Data Breach"
        assert str(info.Author) == "Harbour Sign"
        assert str(info.Subject) == "INC-2026-0007/S1, revision 6"
        assert str(info["/contentsha256"]) == letter.digest


def test_the_file_is_dated_by_its_release_and_a_draft_by_nothing():
    with opened(pdf(NOTICE)) as document:
        assert str(document.docinfo.CreationDate) == "D:20261126130200+00'00"
        assert str(document.docinfo.ModDate) == "D:20261126130200+00'00"
    with opened(pdf(DRAFT)) as document:
        assert "/CreationDate" not in document.docinfo


def test_a_title_of_one_endless_word_is_the_title_all_the_same():
    with opened(pdf(notice(title="x" * 250))) as document:
        assert str(document.docinfo.Title) == "x" * 250


@EVERY
def test_the_file_claims_both_standards(letter):
    with opened(pdf(letter)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert 'pdfaid:part="3"' in metadata
        assert 'pdfaid:conformance="A"' in metadata
        assert metadata.count("<rdf:RDF") == 1
        assert [str(intent.S) for intent in document.Root.OutputIntents] == ["/GTS_PDFA1"]


@EVERY
def test_there_is_one_first_heading_and_no_level_is_skipped(letter):
    with opened(pdf(letter)) as document:
        levels = [int(tag[2]) for tag in tags(document) if re.fullmatch(r"/H[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(levels) > len(letter.sections)


@EVERY
def test_a_list_item_holds_a_label_and_a_body_only(letter):
    with opened(pdf(letter)) as document:
        items = [
            [str(kid.S) for kid in kids(element)]
            for _, tag, element in elements(document)
            if tag == "/LI"
        ]
        labels = tags(document).count("/Lbl")
    assert labels == (135 if letter is LONG else 3)
    # The rest of an item that goes on overleaf has no label of its own.
    assert {tuple(item) for item in items} <= {("/Lbl", "/LBody"), ("/LBody",)}
    assert items.count(["/Lbl", "/LBody"]) == labels


def test_every_header_cell_says_that_it_heads_a_column():
    with opened(pdf(NOTICE)) as document:
        headers = [element for _, tag, element in elements(document) if tag == "/TH"]
        assert [str(header.A.Scope) for header in headers] == ["/Column"] * 3
        cells = [element for _, tag, element in elements(document) if tag == "/TD"]
        assert [len(cell.A.Headers) for cell in cells] == [1, 1, 1]


@EVERY
def test_every_parent_in_the_tree_is_the_one_that_holds_the_child(letter):
    with opened(pdf(letter)) as document:
        for _, _, element in elements(document):
            for kid in kids(element):
                assert kid.P.objgen == element.objgen


@EVERY
def test_footer_page_number_and_mark_are_artifacts_and_nothing_is_untagged(letter):
    with opened(pdf(letter)) as document:
        assert len(document.pages) == (1 if letter is not LONG else len(document.pages))
        for page in document.pages:
            assert _text_operators_outside_marks(page) == 0
            assert _pagination_artifacts(page) == (4 if letter.mark else 2)


def _text_operators_outside_marks(page):
    depth = loose = 0
    for _operands, operator in pikepdf.parse_content_stream(page):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
        loose += str(operator) in ("Tj", "TJ") and depth == 0
    return loose


def _pagination_artifacts(page):
    return sum(
        str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        for operands, operator in pikepdf.parse_content_stream(page)
    )


@EVERY
def test_every_font_is_ours_embedded_and_maps_to_unicode(letter):
    with opened(pdf(letter)) as document:
        found = [font for page in document.pages for font in page.Resources.Font.values()]
        for font in found:
            assert re.search(r"\+(IBM-Plex-(Serif|Mono)|Fira-Sans)", str(font.BaseFont))
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font
    assert found


def test_the_mark_stands_on_every_page_and_a_release_has_none():
    pages = extracted(pdf(notice(sections=LONG.sections, mark="DRAFT"))).split("\f")[:-1]
    assert len(pages) > 2
    assert all(page.count("DRAFT") >= 1 for page in pages)
    assert "DRAFT" not in extracted(pdf(NOTICE))


def test_every_page_names_reference_revision_digest_time_and_page():
    pages = extracted(pdf(LONG)).split("\f")[:-1]
    line = "INC-2026-0007/S1 · revision 6 · 9f3a 41c7 · released 26 Nov 2026, 14:02 CET"
    assert all(page.rstrip().endswith(f"{n} / {len(pages)}") for n, page in enumerate(pages, 1))
    assert all(line in page for page in pages)


def test_a_typical_notice_is_one_page_of_a4():
    with opened(pdf(NOTICE)) as document:
        assert len(document.pages) == 1
        width, height = document.pages[0].MediaBox[2:]
        assert (round(float(width)), round(float(height))) == (595, 842)


def test_an_open_question_is_boxed_in_a_draft():
    plain, asking = saying("Who is it?"), saying("Who is [[how many?]] it?")
    assert "[[how many?]]" in extracted(pdf(asking))
    assert _borders(pdf(asking)) > _borders(pdf(plain))


def _borders(data):
    with opened(data) as document:
        commands = pikepdf.parse_content_stream(document.pages[0])
        return sum(str(operator) in ("f*", "S") for _, operator in commands)


def test_every_style_of_a_family_draws_the_same_characters():
    for package in (fonts.SERIF, fonts.SANS):
        styles = {
            name: set(TTFont(files(package) / "files" / f"{family}-{name}.ttf").getBestCmap())
            for family in ({fonts.SERIF: "IBMPlexSerif", fonts.SANS: "FiraSans"}[package],)
            for name in ("Regular", "Italic", "SemiBold", "SemiBoldItalic")
        }
        assert all(codes == styles["Regular"] for codes in styles.values())


def test_the_engine_has_the_fix_for_fetching_past_redirects():
    assert tuple(int(part) for part in engine_version.split(".")) >= (70, 0)
