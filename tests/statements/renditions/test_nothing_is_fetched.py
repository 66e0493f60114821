"""No way a page could reach the network or a file works, and the ways tried are real ways."""

import threading
import warnings
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain

import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from statements.renditions import engine
from statements.renditions.letter import Section, Sender
from statements.renditions.pdf import RenditionError

from .letters import notice
from .reading import extracted, opened, pdf

pytestmark = pytest.mark.once

SECRET = "the-secret-of-the-house"
CHANNELS = {
    "img": '<img src="{url}" alt="x">',
    "srcset": '<img srcset="{url} 2x" alt="x">',
    "picture": '<picture><source srcset="{url}"><img src="{url}" alt="x"></picture>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "iframe": '<iframe src="{url}"></iframe>',
    "video": '<video poster="{url}" src="{url}"></video>',
    "input": '<input type="image" src="{url}">',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment by a": '<a rel="attachment" href="{url}">x</a>',
    "base": '<base href="{url}/"><img src="x.png" alt="x">',
    "import": '<style>@import url("{url}");</style>',
    "font-face": '<style>@font-face {{font-family: x; src: url("{url}")}} p {{font-family: x}}'
    "</style><p>x</p>",
    "background": '<p style="background: url({url})">x</p>',
    "list-style": '<ul><li style="list-style-image: url({url})">x</li></ul>',
    "content": '<style>p::before {{content: url("{url}")}}</style><p>x</p>',
    "border-image": '<p style="border: 1px solid; border-image: url({url}) 1">x</p>',
    "mask": '<p style="border: 1px solid; mask-border: url({url}) 1">x</p>',
    "page background": '<style>@page {{background: url("{url}")}}</style><p>x</p>',
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    "svg style": '<svg width="9" height="9"><style>@import url("{url}");</style></svg>',
    "svg in data": "<img alt='x' src=\"data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/"
    "svg' width='9' height='9'&gt;&lt;image href='{url}' width='9' height='9'/&gt;&lt;/svg&gt;\">",
    "css in data": '<link rel="stylesheet" href="data:text/css,@import%20url({url});">',
    "color profile": '<style>@color-profile --x {{src: url("{url}")}}</style><p>x</p>',
}


@pytest.fixture(scope="module")
def canary():
    hits = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def pages(url):
    return {
        name: f"<html lang=en><title>x</title><body>{channel.format(url=url)}"
        for name, channel in CHANNELS.items()
    }


def leaked(data):
    with opened(data) as document:
        attached = b"".join(each.get_file().read_bytes() for each in document.attachments.values())
    return SECRET in extracted(data) or SECRET.encode() in attached


@pytest.mark.parametrize("name", CHANNELS)
def test_a_page_that_asks_for_the_outside_gets_nothing(name, canary, secret_file):
    address, hits = canary
    hits.clear()
    for url in (f"{address}/{len(name)}", secret_file):
        with suppress(RenditionError):
            assert not leaked(engine.write(pages(url)[name], "letter/1", b"0" * 16))
    assert hits == []


def test_an_open_engine_would_have_asked_so_the_ways_are_real(canary, secret_file):
    address, hits = canary
    hits.clear()
    reached = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, page in pages(f"{address}/open").items():
            with suppress(Exception, FatalURLFetchingError):
                HTML(string=page).write_pdf()
            reached |= {name} if hits else set()
            hits.clear()
        attached = HTML(string=pages(secret_file)["attachment"]).write_pdf()
    assert len(reached) >= 12, sorted(reached)
    assert leaked(attached)


def test_the_engine_refuses_most_ways_with_an_ordinary_error(canary):
    assert sum(refused(page) for page in pages(canary[0]).values()) >= 12


def refused(page):
    try:
        engine.write(page, "letter/1", b"0" * 16)
    except RenditionError as error:
        return "may not fetch" in str(error)
    return False


@pytest.mark.parametrize("name", CHANNELS)
def test_whatever_people_type_reaches_nothing(name, canary, secret_file):
    address, hits = canary
    hits.clear()
    for url in (address, secret_file):
        payload = " ".join(CHANNELS[name].format(url=url).split())
        links = f"![x]({url}) [x]({url} '{url}') <{url}>"
        letter = notice(
            title=payload,
            lead=payload + links,
            sections=(Section(payload, payload + links),),
            sender=Sender(payload, payload),
            mark=payload,
            reference=payload,
        )
        data = pdf(letter)
        assert not leaked(data)
        words = "".join(extracted(data).split())
        assert "".join(payload.split()) in words
    assert hits == []


def test_every_link_in_the_file_is_one_a_person_could_follow():
    text = "[a](https://a.example) [b](mailto:b@b.example) [c](tel:+1) [d](http://d.example) "
    text += "[e](javascript:alert(1)) [f](file:///etc/passwd) [g](/relative) [h](data:text/html,x)"
    with opened(pdf(notice(sections=(Section("x", text),)))) as document:
        annotations = chain.from_iterable(page.get("/Annots", []) for page in document.pages)
        found = sorted(str(each.A.URI) for each in annotations)
    assert found == ["http://d.example", "https://a.example", "mailto:b@b.example", "tel:+1"]
