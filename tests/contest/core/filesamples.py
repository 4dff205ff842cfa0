"""Small real files, honest and hostile, for the checks of uploads."""

import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pikepdf
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAINS = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
}


def coloured_pdf(*colours, size=(595, 842)):
    """Return a PDF by reportlab, a page of text for each colour; ``size`` in points."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    sheet = Canvas(file, pagesize=size)
    for number, colour in enumerate(colours, 1):
        sheet.setFillColor(colour)
        sheet.rect(0, 0, *size, fill=1, stroke=0)
        sheet.drawString(100, 700, f"page {number}")
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def pdf(pages=1, *, change=None, **saving):
    """Return a PDF after ``change(pdf)``, saved by pikepdf with ``saving``."""
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(coloured_pdf(*["white"] * pages))) as document:
        if change:
            change(document)
        document.save(changed, **saving)
    return changed.getvalue()


def script(code="app.alert(1)"):
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(code))


def office(kind, parts=None, *, types="", compression=ZIP_DEFLATED):
    """Return a minimal Office file with further ``parts`` and declared ``types``."""
    main, content_type = MAINS[kind]
    declared = f'<Override PartName="/{main}" ContentType="{content_type}"/>{types}'
    whole = {"[Content_Types].xml": f"<Types>{declared}</Types>", main: "<root/>", **(parts or {})}
    file = io.BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, content in whole.items():
            if content is not None:
                archive.writestr(name, content)
    return file.getvalue()


def relation(kind, target):
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


def workbook():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["揭榜方", 100])
    book.active["A2"].hyperlink = "https://example.com/公告"
    book.save(file)
    return file.getvalue()


def picture(form, size=(40, 30)):
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, form)
    return file.getvalue()


def box(kind, body=b""):
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(brand=b"isom"):
    return (box(b"ftyp", brand + bytes(4) + brand) + box(b"moov", box(b"mvhd", bytes(100)))) + box(
        b"mdat", bytes(500)
    )
