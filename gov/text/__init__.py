"""Bytes to text to Markdown blocks, each with its place in the file. The only home of pyromark."""

from gov.text.blocks import Block, Code, Comment, Entry, Heading, Line, Link, Outline, Paragraph, Table
from gov.text.cells import cell_width, padded
from gov.text.markdown import MAXIMUM_EVENTS
from gov.text.outline import read_outline
from gov.text.printable import printable, printable_json
from gov.text.source import MAXIMUM_BYTES, BadByte, Place, Position, Source

__all__ = [
    "MAXIMUM_BYTES", "MAXIMUM_EVENTS", "BadByte", "Block", "Code", "Comment", "Entry", "Heading", "Line",
    "Link", "Outline", "Paragraph", "Place", "Position", "Source", "Table", "cell_width", "padded",
    "printable", "printable_json", "read_outline",
]  # fmt: skip
