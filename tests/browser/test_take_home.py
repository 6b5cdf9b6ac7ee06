"""Tests the player in a file and in a frame, with the network off."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

import dwconv
from dwconv import ConvSpec, depthwise_conv2d
from dwconv.files.standalone_page import standalone_page
from dwconv.files.tensor_tables import read_csv, write_csv
from dwconv.files.tensors import write_npz
from dwconv.player.assets import CSS, HTML, script
from tests.browser.harness import becomes, drawn, in_address, player, settled
from tests.browser.test_every_page import sticks_out
from tests.files.test_figures import operands

SPEC = ConvSpec(6, 5, 3, multiplier=2, padding="SAME", stride=(2, 1))

Open = Callable[..., Page]


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a text as a file, by file:// and without a network."""
    contexts, troubles = [], []

    def open_it(text: str, expected: str = "", **options: Any) -> Page:
        path = tmp_path / "take home.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(offline=True, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()

        def trouble(what: str) -> None:
            if not expected or not re.search(expected, what):
                troubles.append(what)

        page.on("pageerror", lambda error: trouble(f"error in the page: {error}"))
        page.on(
            "console",
            lambda message: trouble(message.text) if message.type in ("error", "warning") else None,
        )
        page.on(
            "request",
            lambda request: None if request.url == path.as_uri() else trouble(request.url),
        )
        page.goto(path.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert troubles == []


def test_the_html_file_opens_from_a_disk_and_plays(open_file: Open) -> None:
    shown = player(open_file(standalone_page(SPEC, *operands(SPEC))))
    expect(shown).to_have_attribute("data-playing", "true")
    expect(shown).to_have_attribute("data-unit", "window")
    expect(shown).to_have_attribute("data-steps", str(3 * 5 * 3 * 2))
    for name in ("First step", "Previous step", "Pause", "Next step", "Last step"):
        expect(shown.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(shown.get_by_role("slider", name="Step")).to_be_visible()
    expect(shown.get_by_label("Speed")).to_be_visible()
    units = shown.get_by_role("radiogroup", name="Advance by")
    for name in ("tap", "window", "pixel"):
        expect(units.get_by_role("radio", name=name)).to_be_enabled()
    expect(shown.get_by_role("status")).to_have_count(1)
    expect(shown).not_to_have_attribute("data-step", "0")


def test_every_number_in_the_html_file_is_the_engine_s(open_file: Open) -> None:
    x, w = operands(SPEC)
    page = open_file(standalone_page(SPEC, x, w, step=0))
    player(page)
    words = page.evaluate(
        """() => {
            const player = document.querySelector('.dw-player');
            return Array.from({length: +player.dataset.steps}, (_, step) => {
                player.dwPlayer.seek(step);
                return player.querySelector('.dw-status').textContent;
            });
        }"""
    )
    read = [
        int(re.search(r"= ((minus )?\d+)\. Window: ", each)[1].replace("minus ", "-"))
        for each in words
    ]
    expected = depthwise_conv2d(x, w, [1, *SPEC.stride, 1], "SAME")
    # Reading order is position, channel, filter: the output's own.
    assert read == expected.astype(int).ravel().tolist()


def test_the_html_file_can_be_scrubbed_stepped_and_pointed_at(open_file: Open) -> None:
    page = open_file(standalone_page(SPEC, *operands(SPEC), step=7, unit="pixel"))
    shown = player(page)
    expect(shown).to_have_attribute("data-playing", "false")
    expect(shown).to_have_attribute("data-unit", "pixel")
    shown.get_by_role("radio", name="window").click()
    shown.focus()
    page.keyboard.press("Home")
    expect(shown).to_have_attribute("data-step", "0")
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_attribute("data-step", "1")
    page.keyboard.press("End")
    expect(shown).to_have_attribute("data-step", "89")
    page.keyboard.press("]")
    expect(shown.get_by_label("Speed")).to_have_value("2")
    shown.get_by_role("slider", name="Step").fill("12")
    expect(shown).to_have_attribute("data-step", "12")
    page.keyboard.press("Space")
    expect(shown).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    expect(shown).to_have_attribute("data-playing", "false")
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    height = page.viewport_size["height"]
    becomes(page, lambda: shown.bounding_box()["height"] == height, True)
    page.keyboard.press("Escape")
    becomes(page, lambda: shown.bounding_box()["height"] == height, False)
    drawn(page)
    point = shown.evaluate("player => player.dwPlayer.where('input', {k: 0, row: 1, column: 1})")
    page.mouse.move(point["x"], point["y"])
    expect(shown.locator(".dw-tip")).to_contain_text("input[0, ")


def test_the_html_file_follows_light_and_dark_and_fits_a_phone(open_file: Open) -> None:
    page = open_file(
        standalone_page(SPEC, *operands(SPEC), step=3),
        expected="willReadFrequently",  # this test reads the canvas, the player does not
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    player(page)

    def grounds() -> list[int]:
        """How bright the page is, and half of the player's own picture or more."""
        return page.evaluate(
            """() => {
                const body = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
                const canvas = document.querySelector('.dw-base');
                const { data } = canvas.getContext('2d')
                    .getImageData(0, 0, canvas.width, canvas.height);
                const reds = data.filter((_, at) => at % 4 === 0).sort();
                return [+body[0], reds[reds.length >> 1]];
            }"""
        )

    becomes(page, lambda: min(grounds()) > 200, True)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 23, 26)")
    becomes(page, lambda: max(grounds()) < 60, True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_html_file_does_not_scroll_on_a_projector(open_file: Open) -> None:
    page = open_file(
        standalone_page(SPEC, *operands(SPEC)), viewport={"width": 1280, "height": 720}
    )
    player(page)
    assert page.evaluate("document.documentElement.scrollHeight") <= 720
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


EVIL = "</title></script><script>window.evil = 1</script><img src=x onerror='window.evil = 1'>"


def test_text_in_the_html_file_can_neither_run_nor_load_anything(open_file: Open) -> None:
    page = open_file(
        standalone_page(SPEC, *operands(SPEC), title=EVIL),
        expected="Content Security Policy|Failed to fetch|violates",
    )
    player(page)
    assert page.title() == EVIL
    assert page.locator("h1").inner_text() == EVIL
    assert page.locator("img").count() == 0
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.evil = 1';
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.evil") is None
    blocked = "new Promise(done => addEventListener('securitypolicyviolation', "
    blocked += "event => done(event.effectiveDirective), {once: true}))"
    asked = f"() => {{ const said = {blocked}; fetch('data:,1').catch(() => 0); return said; }}"
    assert page.evaluate(asked) == "connect-src"


def test_the_player_s_own_files_can_stand_in_a_page() -> None:
    for text in (CSS, HTML, script("page")):
        assert not re.search(r"</(script|style)|<!--", text, re.I)


def test_a_notebook_shows_the_same_in_a_frame(open_file: Open) -> None:
    x, w = operands(SPEC)
    markup = dwconv.show(SPEC, x, w, step=4)._repr_html_()
    page = open_file(
        f"<!doctype html><title>t</title><body style='width: 900px'>{markup}",
        expected="^about:srcdoc$",
    )
    shown = player(page.frame_locator("iframe"))
    expect(shown).to_have_attribute("data-step", "4")
    shown.get_by_role("button", name="Next step").click()
    expect(shown).to_have_attribute("data-step", "5")
    value = int(depthwise_conv2d(x, w, [1, *SPEC.stride, 1], "SAME").ravel()[5])
    said = f"= {value}.".replace("-", "minus ")
    expect(shown.get_by_role("status")).to_contain_text(said)
    fits = "() => document.documentElement.scrollHeight <= innerHeight"
    becomes(page, lambda: shown.evaluate(fits), True)


LINK = "/?h=6&w=5&c=2&kh=3&kw=3&m=2&pad=same&sh=2&sw=1&seed=4&step=13"


def unfolded(open_page: Open, link: str = LINK, **options: Any) -> Page:
    page = open_page(link, **options)
    page.get_by_text("Take home", exact=True).click()
    page.get_by_role("button", name="Player (HTML)").wait_for()
    # Until TensorFlow has answered, the page runs again by itself, and what is being downloaded
    # at that moment is gone.
    page.get_by_text("TensorFlow agrees").wait_for(timeout=60_000)
    settled(page)
    return page


def taken(page: Page, name: str) -> bytes:
    page.set_default_timeout(60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.timeout(240)
def test_downloads_hold_the_numbers_that_were_shown(open_page: Open, open_file: Open) -> None:
    page = unfolded(open_page)
    said = player(page).get_by_role("status").inner_text()
    total = re.search(r"= ((?:minus )?\d+)\. Window: ", said)[1]

    copy = player(open_file(taken(page, "Player (HTML)").decode()))
    expect(copy).to_have_attribute("data-step", "13")
    expect(copy.get_by_role("status")).to_have_text(said)

    found = np.load(io.BytesIO(taken(page, "Tensors (.npz)")), allow_pickle=False)
    ours = depthwise_conv2d(found["input"], found["filter"], [1, 2, 1, 1], "SAME")
    np.testing.assert_array_equal(found["output"], ours)
    assert int(found["output"].ravel()[13]) == int(total.replace("minus ", "-"))
    table = read_csv(taken(page, "Tensors (CSV)").decode())
    for name in ("input", "filter", "output"):
        np.testing.assert_array_equal(table[name], found[name])

    nbformat.validate(nbformat.reads(taken(page, "Notebook").decode(), as_version=4))
    drawing = taken(page, "Picture (SVG)").decode()
    assert f">= {total}</text>" in drawing
    assert ">output[0, 0, 3, 1]</text>" in drawing
    assert taken(page, "Picture (PDF)").startswith(b"%PDF")
    assert Image.open(io.BytesIO(taken(page, "Picture (PNG)"))).width == 2400
    assert Image.open(io.BytesIO(taken(page, "Strip (PNG)"))).width == 2400


@pytest.mark.timeout(240)
def test_downloads_hold_the_step_at_the_pause_not_that_of_the_opening(
    open_page: Open, open_file: Open
) -> None:
    page = unfolded(open_page)
    player(page).get_by_role("button", name="Last step").click()
    player(page).get_by_label("Speed").select_option("4")
    in_address(page, step=59, speed=4)
    settled(page)
    assert ">output[0, 2, 4, 3]</text>" in taken(page, "Picture (SVG)").decode()
    copy = player(open_file(taken(page, "Player (HTML)").decode()))
    expect(copy).to_have_attribute("data-step", "59")
    expect(copy.get_by_label("Speed")).to_have_value("4")


@pytest.mark.parametrize("kind", ["npz", "csv"])
def test_uploaded_numbers_are_shown_at_once(open_page: Open, kind: str) -> None:
    page = unfolded(open_page)
    channels = 20 if kind == "npz" else 2
    arrays = {
        "input": np.arange(25 * channels, dtype="float32").reshape(1, 5, 5, channels),
        "filter": np.ones((2, 2, channels, 1), "float32"),
    }
    data = write_npz(**arrays) if kind == "npz" else write_csv(**arrays).encode()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": f"mine.{kind}", "mimeType": "application/octet-stream", "buffer": data}
    )
    if channels > 2:
        field = page.get_by_role(
            "textbox", name="Channels to read, at most 8 of the 20 from 0 to 19"
        )
        expect(field).to_have_value("0-7")
        field.fill("3, 17")
        field.press("Enter")
        expect(field).to_be_focused()
    expect(page.get_by_text("(1, 5, 5, 2) ∗ (2, 2, 2, 1) → (1, 3, 5, 2)")).to_be_visible()
    settled(page)
    expect(page.get_by_label("input height", exact=True)).to_have_value("5")
    expect(player(page)).to_have_attribute("data-steps", "30")
    assert "input=typed" in page.url


@pytest.mark.timeout(240)
def test_an_animation_shows_how_far_it_is_and_can_be_stopped(open_page: Open) -> None:
    page = unfolded(open_page, "/?h=6&w=7&c=1")  # 4 x 5 positions of the window
    page.get_by_role("button", name="Make a GIF").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Make a GIF")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Make a GIF").click()
    expect(page.get_by_text(re.compile(r"^[1-9]\d* of 20 frames are drawn"))).to_be_visible(
        timeout=60_000
    )
    page.get_by_role("button", name="Download the GIF").wait_for(timeout=180_000)
    settled(page)
    film = Image.open(io.BytesIO(taken(page, "Download the GIF")))
    assert film.n_frames == 20
    expect(page.get_by_role("button", name="Make another")).to_be_visible()


def bring_into_view(button: Locator) -> None:
    """Scroll there, again where the page has run meanwhile and begins at its top."""
    for _ in range(3):
        button.scroll_into_view_if_needed()
        with suppress(AssertionError):
            expect(button).to_be_in_viewport(timeout=3_000)
            return
    expect(button).to_be_in_viewport()


def test_on_a_phone_everything_is_within_reach(open_page: Open) -> None:
    page = unfolded(open_page, phone=True, dark=True)
    assert sticks_out(page) == []
    for name in ("Player (HTML)", "Strip (PNG)", "Make a GIF"):
        bring_into_view(page.get_by_role("button", name=name))


def test_the_code_of_each_framework_is_there_to_copy(open_page: Open) -> None:
    page = unfolded(open_page)
    for framework, word in (
        ("PyTorch", "groups=2"),
        ("Keras", "DepthwiseConv2D"),
        ("NumPy", "for di in"),
    ):
        page.get_by_role("radio", name=framework).click()
        settled(page)
        expect(page.get_by_test_id("stCode")).to_contain_text(word)
