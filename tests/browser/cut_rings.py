"""Finds what takes the focus of the keyboard and has a ring around it that is cut off at a side."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.harness import found_still

_CUT = """() => {
    const parts = root => [...root.querySelectorAll('*')]
        .flatMap(part => [part, ...(part.shadowRoot ? parts(part.shadowRoot) : [])]);
    const parent = part => part.assignedSlot ?? part.parentElement ?? part.getRootNode().host ?? null;
    const window = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};

    function* around(part) {  // what cuts off what lies outside it
        let {position} = getComputedStyle(part);
        for (let place = parent(part); place && position !== 'fixed'; place = parent(place)) {
            const style = getComputedStyle(place);
            if (style.display === 'contents') continue;
            if (position === 'absolute' && style.position === 'static') continue;
            position = style.position;
            if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
            const {x, y} = place.getBoundingClientRect();
            const left = x + place.clientLeft, top = y + place.clientTop;
            const room = style.overflowX === 'clip' ? parseFloat(style.overflowClipMargin) || 0 : 0;
            yield {
                place,
                left: left - room, right: left + place.clientWidth + room,
                top: top - room, bottom: top + place.clientHeight + room,
            };
        }
        if (position === 'fixed') yield window;
    }

    // An edge to which one can scroll on is none, and what is around a place that scrolls cuts off no part of it.
    const isEnd = (place, side) => !place || {
        left: place.scrollLeft <= 0,
        top: place.scrollTop <= 0,
        right: place.scrollLeft + place.clientWidth >= place.scrollWidth - 1,
        bottom: place.scrollTop + place.clientHeight >= place.scrollHeight - 1,
    }[side];
    const scrolls = (place, side) => side === 'left' || side === 'right'
        ? place?.scrollWidth > place?.clientWidth + 1 : place?.scrollHeight > place?.clientHeight + 1;

    const found = new Set();
    for (const part of parts(document)) {
        if (part.tabIndex < 0 || !part.checkVisibility({visibilityProperty: true})) continue;
        part.focus({focusVisible: true, preventScroll: true});
        let ring = part;  // or what is around it
        const hasRing = one => getComputedStyle(one).outlineStyle !== 'none';
        if (!part.matches(':focus-visible')) continue;
        for (let up = 0; up < 6 && ring && !hasRing(ring); up++) ring = parent(ring);
        if (!ring || !hasRing(ring)) continue;
        const style = getComputedStyle(ring), box = ring.getBoundingClientRect();
        const room = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) - 0.5;
        if (box.width < 3) continue;  // what is only heard
        let sides = ['left', 'top', 'right', 'bottom'];
        for (const edge of around(ring)) {
            const cut = sides.filter(side => {
                const outwards = side === 'left' || side === 'top' ? -1 : 1;
                const within = (edge[side] - box[side]) * outwards;  // pixels between both
                return within >= -1 && within < room && isEnd(edge.place, side);
            });
            const name = part.ariaLabel || part.textContent.trim().slice(0, 40) || part.className;
            if (cut.length) found.add(`${name}: ${cut.join(' and ')}`);
            sides = sides.filter(side => !scrolls(edge.place, side));
        }
    }
    document.activeElement?.blur();
    return [...found];
}"""


def cut_rings(page: Page) -> list[str]:
    """Return what takes the focus of the keyboard, and the sides of its ring that are cut off."""
    return found_still(page, _CUT)
