"""The backward page in a browser: what the picture, its words and TensorFlow say."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.harness import in_address, player, settled

Open = Callable[..., Page]


def test_a_gradient_is_shown_down_to_its_products_and_tensorflow_agrees(open_page: Open) -> None:
    # 1 to 9 under a kernel of two rows, two filters
    page = open_page("/backward?h=3&w=3&c=1&kh=2&kw=1&m=2&input=ramp&kernel=ramp&up=ones")
    shown = player(page)
    expect(shown).to_have_attribute("data-steps", "4")
    page.get_by_role("button", name="Last step").click()
    expect(shown.get_by_role("status")).to_contain_text(
        "the gradient with respect to filter[1, 0, 0, 1] = "
        + " plus ".join(f"{value} times 1" for value in range(4, 10))
        + " = 39."
    )
    expect(page.get_by_text("TensorFlow agrees")).to_be_visible()
    in_address(page, step=3)
    point = shown.evaluate("player => player.dwPlayer.where('filter', {q: 1, row: 1, column: 2})")
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip b")).to_have_text("∂L/∂output[0, 1, 2, 1] = 1")


def test_the_other_gradient_begins_anew_and_a_link_opens_it(open_page: Open) -> None:
    page = open_page("/backward?h=5&w=5&c=2&m=1&sh=2&sw=2&seed=3&up=integers&step=5")
    expect(player(page)).to_have_attribute("data-step", "5")
    page.get_by_text("∂L/∂input", exact=True).click()
    in_address(page, of="input")
    expect(player(page)).to_have_attribute("data-steps", "50")
    page.get_by_role("button", name="Last step").click()
    expect(player(page).get_by_role("status")).to_contain_text(
        "the gradient with respect to input[0, 4, 4, 1] ="
    )
    in_address(page, step=49)
    for kind, name in (
        ("input", "∂L/∂output[0, 0, 1, 1]"),
        ("filter", "filter[2, 0, 1, 0]"),
    ):
        point = player(page).evaluate(
            "(player, kind) => player.dwPlayer.where(kind, {k: 1, row: kind == 'input' ? 2 : 0,"
            " column: kind == 'input' ? 4 : 2})",
            kind,
        )
        page.mouse.move(point["x"], point["y"])
        expect(page.locator(".dw-tip b")).to_contain_text(name)
    other = open_page(page.url[page.url.index("/backward") :])
    expect(player(other)).to_have_attribute("data-step", "49")
    expect(other.get_by_text("TensorFlow agrees")).to_be_visible()


def test_a_presenter_skips_examples_that_cannot_be_drawn(open_page: Open) -> None:
    worked = "h=3&w=3&c=1&kh=2&kw=1&m=2&input=ramp&kernel=ramp"
    page = open_page(f"/backward?{worked}&step=0")  # the photograph would come next
    player(page).focus()
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    expect(page.locator(".dw-presenting")).to_be_visible()
    page.keyboard.press("PageDown")
    in_address(page, h=6)
    expect(player(page)).to_have_attribute("data-steps", str(3 * 3 * 3 * 2))
    expect(page.locator(".dw-presenting")).to_be_visible()
    page.keyboard.press("PageUp")
    in_address(page, h=3)
    expect(page.locator(".dw-presenting")).to_be_visible()


def test_with_pixel_the_labels_name_the_gradient_too(open_page: Open) -> None:
    layer = "h=3&w=3&c=1&kh=2&kw=1&m=2&input=ramp&kernel=ramp"
    page = open_page(f"/backward?{layer}&up=ones&by=pixel&step=0")
    said = player(page).get_by_role("status")
    expect(said).to_contain_text(
        "the gradient with respect to filter[0, 0, 0, 0] = 21, the gradient with respect to filter[0, 0, 0, 1] = 21."
    )


def test_nothing_moves_when_another_gradient_or_part_is_chosen(open_page: Open) -> None:
    def places() -> list[float]:
        parts = page.locator(".st-key-of"), player(page)
        return [box["y"] for part in parts if (box := part.bounding_box())]

    page = open_page("/backward")
    for link in "", "?m=2&c=3", "?m=3&h=12&w=12&sh=2&sw=2", "?m=4":
        if link:
            open_page(f"/backward{link}", instead_of=page)
        before = places()
        page.get_by_text("∂L/∂input", exact=True).click()
        in_address(page, of="input")
        settled(page)
        assert places() == before, link
