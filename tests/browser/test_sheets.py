"""Teacher's sheets on paper: each fills one page, of A4 and of US Letter."""

import re

from playwright.sync_api import Browser

from dwconv.teaching.sheets import SHEETS, make_sheet, sheet_document

# As long as the longest link of the lab: its QR code has the most squares.
ADDRESS = f"https://lab.example-university.edu/depthwise/backward?{'seed=4&' * 30}"


def test_every_teachers_sheet_prints_on_one_page(browser: Browser) -> None:
    """All sheets are printed at once, each from the top of a page: as many pages as sheets."""
    sheets = [make_sheet(name) for name in SHEETS]
    documents = [sheet_document(sheet, [ADDRESS] * len(sheet.links)) for sheet in sheets]
    page = browser.new_page()
    try:
        page.set_content("".join(documents))
        page.add_style_tag(content="main + main, main ~ main { break-before: page; }")
        assert page.locator("main").count() == len(sheets)
        for paper in ("A4", "Letter"):
            printed = page.pdf(format=paper, prefer_css_page_size=paper == "A4")
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(sheets), paper
    finally:
        page.close()
