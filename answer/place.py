"""How a place in a publication is named."""


def page_name(number: int, label: str) -> str:
    """ "s. 4"; "s. 12 (PDF-side 16)" where the printed page number is another than the place in the file.

    label: what is printed on the page; "" for a source without pages, which gives "".
    """
    if not label:
        return ""
    return f"s. {label}" if label == str(number) else f"s. {label} (PDF-side {number})"


def place_name(number: int, label: str, section: str) -> str:
    """Page and section, such as "s. 4 · Politiske beslutningers betydning"."""
    return " · ".join(part for part in (page_name(number, label), section) if part)
