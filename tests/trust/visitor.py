"""Somebody who talks to a real server over real connections."""

import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

_FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Visitor:
    def __init__(self, url):
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self._form_token = ""

    def sign_in(self, email, password):
        self.get("/sign-in/")
        status, page = self.post("/sign-in/", username=email, password=password)
        assert status == 200
        assert "Sign out" in page
        self.get("/incidents/new/")

    def get(self, path, **headers):
        return self._ask(path, None, headers)

    def post(self, path, **fields):
        given = {"csrfmiddlewaretoken": self._form_token, **fields}
        return self._ask(path, urllib.parse.urlencode(given).encode(), {"Origin": self.url})

    def _ask(self, path, data, headers):
        """(status, head and body of the answer)."""
        request = urllib.request.Request(self.url + path, data, headers)  # noqa: S310 - our own address
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode("utf-8", "replace")
            if found := _FORM_TOKEN.search(text):
                self._form_token = found[1]
            return answer.status, f"{answer.headers}{text}"

    def say(self, line):
        """One raw line that need not be HTTP."""
        to = urlsplit(self.url)
        with socket.create_connection((to.hostname, to.port), timeout=30) as connection:
            connection.sendall(f"{line}\r\n\r\n".encode())
            return connection.recv(65536).decode("utf-8", "replace")
