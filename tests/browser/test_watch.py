"""The watch on the pages notices what it is there for, or its silence would prove nothing."""

import pytest

SPOILED = {
    "axe": "document.querySelector('main').innerHTML += '<img src=\"/static/img/mark.svg\">'",
    "width": "document.querySelector('h1').style.minWidth = '2000px'",
    "template": "document.querySelector('main').append('{# for colleagues only #}')",
    "console": "document.querySelector('main').setAttribute('style', 'color: red')",
    "script": "setTimeout(() => { throw new Error('spoiled') })",
    "server": "",
}


@pytest.mark.parametrize("where", SPOILED)
def test_a_spoiled_page_is_noticed(arrive, watch, tmp_path, where):
    watch.folder = tmp_path
    visitor = arrive(f"Visitor {where}", "observer")
    visitor.go("/sign-in/")
    watch.look(visitor.page, "sign-in")
    assert watch.report() == ""
    if where == "server":
        visitor.page.route("**/broken/", lambda route: route.fulfill(status=500, body="spoiled"))
        visitor.go("/broken/")
    else:
        visitor.page.evaluate(SPOILED[where])
        watch.look(visitor.page, "spoiled")
    assert {trouble.partition(":")[0] for trouble in watch.troubles} >= {where}
