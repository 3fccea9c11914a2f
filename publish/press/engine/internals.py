"""The private and undocumented names of WeasyPrint and pydyf that this package uses, and why.

A new version of WeasyPrint may change any of them. `tests/press/engine/test_internals.py` looks each one up, and fails with
its reason where it is gone or has another shape; the reason names the module to adapt. The test also fails where a module of this
package uses a name that is not listed. setup.cfg bounds the versions.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Internal:
    """A name that is used.

    ``name`` is a dotted path; ``()`` stands for an instance of what is before it. ``shape`` is the signature of what is called,
    ``number``, or the name of the value's type.
    """

    name: str
    shape: str
    reason: str


_SVG = "engine.svg draws the text of drawings as whole shaped runs, because WeasyPrint draws it letter by letter"
_SHAPING = "engine.layouts.shaping asks Pango for the clusters of a text, because invisible text needs the width of each"
_LINES = "engine.layouts.shaping lets a line end behind a text that fits without its last space; WeasyPrint ends it after the first word"
_COLUMNS = "engine.layouts.columns moves what was laid out in a column before, because balancing took 30% of the layout of a handout"
_DRAFTS = "engine.layouts.drafts leaves margins and backgrounds out of trials, because they take a fifth of the time of a layout"
_KEPT = "engine.layouts keeps styles, lengths, shaped texts and lines, because most layouts of a page follow one at the same size"
_MATCHES = "engine.layouts.cascade keeps which rules match which element, because matching takes an eighth of the time of a layout"
_TAGS = "engine.page numbers the tags of a page anew, because tags of page furniture are taken out and numbers may have no gaps"
_FURNITURE = "engine.page takes page furniture out of the tree of boxes before tags are made, because it must be an artifact"
_CONTENT = "engine.content reads and changes operators, because the text layer and ink colours are corrected before a file is written"
_OBJECTS = "engine.pdf changes the objects of a PDF, because tags and colours are corrected before it is written"
_FONTS = "tags.spelling and proof.glyphs read which glyph stands for which text, because neither copy nor print may lack a letter"
_BYTES = "engine.layouts.font_bytes reads the bytes of a font where they are needed, because each copy of a Chinese font takes 19 MB"
_KINDS = "engine.boxes tells what kind a box is, because fitting and the checks of the pages measure boxes"
_PRIVATE_FONTS = "engine.fonts asks fontconfig which file serves a family, because a missing family must stop the print"
_VERSIONS = "engine.libraries asks the C libraries for their versions, because the recipe of a printed file names them"
_COLUMNS_SHAPE = (
    "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, "
    "first_letter_style, first_line_style)"
)
_BLOCK_SHAPE = (
    "(context, box, bottom_space, skip_stack, containing_block, page_is_empty=True, absolute_boxes=None, fixed_boxes=None, "
    "adjoining_margins=None, first_letter_style=None, first_line_style=None, discard=False, max_lines=None)"
)
_TEXT_SHAPE = "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)"
_LINE_SHAPE = (
    "(context, linebox, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes, first_letter_style, "
    "first_line_style)"
)
_SCREEN = "engine.layouts.screen computes the styles of a page for the screen, because no style sheet may hide a critical text"
_SINGLE = "engine.render lays out one page alone where a layout of all says where it begins, because translators wait for a picture"
_PLACE = "engine.warnings tells faults inside WeasyPrint by the folder they are in."

INTERNALS = (
    Internal("weasyprint.DEFAULT_OPTIONS", "dict", _SINGLE),
    Internal("weasyprint.document.Document", "type", _SINGLE),
    Internal("weasyprint.document.Document._build_layout_context", "(html, font_config, counter_style, color_profiles, options)", _SINGLE),
    Internal("weasyprint.document.DocumentMetadata", "type", _SINGLE),
    Internal("weasyprint.document.Page", "type", _SINGLE),
    Internal(
        "weasyprint.formatting_structure.build.build_formatting_structure",
        "(element_tree, style_for, get_image_from_uri, base_url, target_collector, counter_style, footnotes)",
        _SINGLE,
    ),
    Internal("weasyprint.html.get_html_metadata", "(html)", _SINGLE),
    Internal("weasyprint.layout.initialize_page_maker", "(context, root_box)", _SINGLE),
    Internal("weasyprint.layout.layout_document", "(html, root_box, context, max_loops=8)", _SINGLE),
    Internal("weasyprint.layout.layout_fixed_boxes", "(context, pages, containing_page)", _SINGLE),
    Internal("weasyprint.layout.background.layout_backgrounds", "(page, get_image_from_uri)", _SINGLE),
    Internal("weasyprint.layout.page.make_margin_boxes", "(context, page, state)", _SINGLE),
    Internal("weasyprint.layout.page.remake_page", "(index, context, root_box, html)", _SINGLE),
    Internal("weasyprint.layout.make_margin_boxes", "(context, page, state)", _DRAFTS),
    Internal("weasyprint.layout.layout_backgrounds", "(page, get_image_from_uri)", _DRAFTS),
    Internal("weasyprint.css.StyleFor", "type", _KEPT),
    Internal("weasyprint.css.StyleFor.__init__", "(self, html, sheets, presentational_hints, font_config, target_collector)", _KEPT),
    Internal(
        "weasyprint.css.StyleFor.set_computed_styles",
        "(self, element, parent, root=None, pseudo_type=None, base_url=None, target_collector=None)",
        _KEPT,
    ),
    Internal("weasyprint.css.ComputedStyle", "type", _KEPT),
    Internal("weasyprint.css.ComputedStyle.__missing__", "(style, name)", _KEPT),
    Internal("weasyprint.css.INHERITED", "set", _KEPT),
    Internal("weasyprint.css.INITIAL_NOT_COMPUTED", "set", _KEPT),
    Internal("weasyprint.css.INITIAL_VALUES", "dict", _KEPT),
    Internal("weasyprint.css.declaration_precedence", "(origin, importance)", _KEPT),
    Internal("weasyprint.css.computed_values.PHYSICAL_FUNCTIONS", "dict", _KEPT),
    Internal("weasyprint.formatting_structure.boxes.Box", "type", _KEPT),
    Internal("weasyprint.formatting_structure.boxes.Box.is_in_normal_flow", "(box)", _KEPT),
    Internal("weasyprint.formatting_structure.boxes.InlineBox", "type", _KEPT),
    Internal("weasyprint.layout.percent.resolve_percentages", "(box, containing_block)", _KEPT),
    Internal("weasyprint.layout.inline.get_next_linebox", _LINE_SHAPE, _KEPT),
    Internal("weasyprint.layout.inline.strut", "(style)", _KEPT),
    Internal("weasyprint.text.line_break.strut", "(style)", _KEPT),
    Internal("weasyprint.text.line_break.Layout", "(style, justification_spacing=0, max_width=None)", _KEPT),
    Internal("weasyprint.__file__", "str", _PLACE),
    Internal("weasyprint.svg.TAGS", "dict", _SVG),
    Internal("weasyprint.svg.draw_gradient", "(svg, node, gradient, font_size, opacity, stroke)", _SVG),
    Internal("weasyprint.svg.images.svg", "(svg, node, font_size)", _SVG),
    Internal("weasyprint.svg.text.text", "(svg, node, font_size)", _SVG),
    Internal("weasyprint.svg.text.TextBox", "(pango_layout, style)", _SVG),
    Internal("weasyprint.svg.text.Style", "type", _SVG),
    Internal("weasyprint.svg.utils.size", "(string, font_size=None, percentage_reference=None)", _SVG),
    Internal("weasyprint.svg.SVG.point", "(self, x, y, font_size)", _SVG),
    Internal("weasyprint.svg.SVG.get_viewbox", "(self)", _SVG),
    Internal("weasyprint.svg.SVG.set_graphical_state", "(self, node, font_size, context=None)", _SVG),
    Internal("weasyprint.svg.SVG.fill_stroke", "(self, fill, stroke, even_odd=False, text=False)", _SVG),
    Internal("weasyprint.svg.SVG().cursor_position", "list", _SVG),
    Internal("weasyprint.svg.SVG().font_config", "FontConfiguration", _SVG),
    Internal("weasyprint.svg.SVG().context", "LayoutContext", _SVG),
    Internal("weasyprint.svg.SVG().tree", "Node", _SVG),
    Internal("weasyprint.svg.SVG().stream", "Stream", _SVG),
    Internal("weasyprint.svg.SVG().inner_width", "number", _SVG),
    Internal("weasyprint.svg.SVG().inner_height", "number", _SVG),
    Internal("weasyprint.svg.SVG().url", "str", _SVG),
    Internal("weasyprint.css.properties.INITIAL_VALUES", "dict", _SVG),
    Internal("weasyprint.draw.text.draw_first_line", "(stream, textbox, text_overflow, block_ellipsis, matrix)", _SVG),
    Internal("weasyprint.matrix.Matrix", "(a=1, b=0, c=0, d=1, e=0, f=0, matrix=None)", _SVG),
    Internal("weasyprint.text.line_break.split_first_line", _TEXT_SHAPE, _SVG),
    Internal("weasyprint.layout.inline.split_first_line", _TEXT_SHAPE, _LINES),
    Internal("weasyprint.layout.preferred.split_first_line", _TEXT_SHAPE, _KEPT),
    Internal("weasyprint.layout.block.columns_layout", _COLUMNS_SHAPE, _COLUMNS),
    Internal("weasyprint.layout.column.columns_layout", _COLUMNS_SHAPE, _COLUMNS),
    Internal("weasyprint.layout.block.block_level_layout", _BLOCK_SHAPE, _COLUMNS),
    Internal("weasyprint.formatting_structure.boxes.BlockBox.translate", "(self, dx=0, dy=0, ignore_floats=False)", _COLUMNS),
    Internal("weasyprint.HTML._ua_stylesheets", "(self, forms=False)", _MATCHES),
    Internal("weasyprint.CSS().matcher", "Matcher", _MATCHES),
    Internal("weasyprint.CSS().page_rules", "list", _MATCHES),
    Internal("weasyprint.CSS().layers", "list", _MATCHES),
    Internal("weasyprint.pdf.stream.Stream().ctm", "Matrix", _SVG),
    Internal("weasyprint.text.line_break.Layout.reactivate", "(self, style)", _SHAPING),
    Internal("weasyprint.text.line_break.Layout.deactivate", "(self)", _SHAPING),
    Internal("weasyprint.text.line_break.Layout.get_first_line", "(self)", _SHAPING),
    Internal("weasyprint.formatting_structure.boxes.InlineReplacedBox", "type", _KINDS),
    Internal("weasyprint.formatting_structure.boxes.TextBox().pango_layout", "Layout", _SHAPING),
    Internal("weasyprint.text.ffi.FROM_UNITS", "number", _SHAPING),
    Internal("weasyprint.text.ffi.ffi", "FFI", _SHAPING),
    Internal("weasyprint.text.ffi.pango", "FFILibrary_pango-1.0", _SHAPING),
    Internal("weasyprint.text.ffi.fontconfig", "FFILibrary_fontconfig", _PRIVATE_FONTS),
    Internal("weasyprint.text.fonts.FontConfiguration()._config", "_CDataBase", _PRIVATE_FONTS),
    Internal("weasyprint.text.ffi.harfbuzz", "FFILibrary_harfbuzz", _VERSIONS),
    Internal("weasyprint.text.ffi.harfbuzz_subset", "FFILibrary_harfbuzz-subset", "engine.libraries tells whether the subsetter is there"),
    Internal(
        "weasyprint.Page.paint",
        "(self, stream, scale=1)",
        "engine.page records what is painted, because the text layer is built on it",
    ),
    Internal("weasyprint.Page()._page_box", "PageBox", _KINDS),
    Internal("weasyprint.Page().links", "list", "engine.write drops links within links, because their tags are wrong (PDF/UA-1, 7.18.5)"),
    Internal("weasyprint.formatting_structure.boxes.PageBox().page_type", "PageType", _KINDS),
    Internal("weasyprint.formatting_structure.boxes.PageBox().canvas_background", "NoneType", _KINDS),
    Internal("weasyprint.formatting_structure.boxes.PageBox().background", "Background", _KINDS),
    Internal("weasyprint.formatting_structure.boxes.PageBox().children", "list", _FURNITURE),
    Internal("weasyprint.formatting_structure.boxes.Box.descendants", "(self, placeholders=False)", _FURNITURE),
    Internal("weasyprint.formatting_structure.boxes.TextBox().is_leader", "bool", _FURNITURE),
    Internal("weasyprint.formatting_structure.boxes.TextBox().link_annotation", "NoneType", _FURNITURE),
    *(
        Internal(f"weasyprint.formatting_structure.boxes.{kind}", "type", _KINDS)
        for kind in (
            "BlockBox",
            "BlockLevelBox",
            "InlineBlockBox",
            "LineBox",
            "MarginBox",
            "PageBox",
            "ReplacedBox",
            "TableBox",
            "TableCellBox",
            "TableRowBox",
            "TableRowGroupBox",
            "TextBox",
        )
    ),
    *(
        Internal(f"weasyprint.formatting_structure.boxes.TextBox().{attribute}", shape, _KINDS)
        for attribute, shape in {
            "text": "str",
            "style": "AnonymousStyle",
            "element": "Element",
            "element_tag": "str",
            "position_x": "number",
            "position_y": "number",
            "width": "number",
            "baseline": "number",
        }.items()
    ),
    *(
        Internal(f"weasyprint.formatting_structure.boxes.BlockBox().{attribute}", shape, _KINDS)
        for attribute, shape in {
            "children": "list",
            "height": "number",
            "margin_top": "number",
            "margin_bottom": "number",
            "padding_top": "number",
            "padding_bottom": "number",
            "border_top_width": "number",
            "border_bottom_width": "number",
            "max_height": "number",
            "is_table_wrapper": "bool",
            "border_height": "()",
            "border_width": "()",
            "border_box_y": "()",
            "content_box_x": "()",
            "content_box_y": "()",
            "padding_box_x": "()",
            "padding_box_y": "()",
            "padding_width": "()",
            "padding_height": "()",
            "margin_width": "()",
            "margin_height": "()",
            "is_in_normal_flow": "()",
        }.items()
    ),
    Internal("weasyprint.formatting_structure.boxes.TableRowGroupBox().is_header", "bool", _KINDS),
    Internal("weasyprint.layout.absolute.AbsolutePlaceholder()._box", "BlockBox", "engine.boxes finds absolute boxes behind placeholders"),
    Internal("weasyprint.formatting_structure.boxes.ReplacedBox().replacement", "RasterImage", _KINDS),
    Internal("weasyprint.images.RasterImage", "type", _KINDS),
    Internal("weasyprint.images.RasterImage().width", "number", _KINDS),
    Internal("weasyprint.images.RasterImage().height", "number", _KINDS),
    Internal(
        "weasyprint.draw.color.get_color",
        "(style, key)",
        "engine.boxes tells whether text leaves ink, because style sheets can hide it",
    ),
    Internal("weasyprint.pdf.stream.Stream", "type", _TAGS),
    Internal("weasyprint.pdf.stream.Stream()._tags", "dict", _TAGS),
    Internal("weasyprint.pdf.stream.Stream()._resources", "Dictionary", _TAGS),
    Internal("weasyprint.pdf.stream.Stream().stream", "list", _CONTENT),
    Internal("weasyprint.pdf.stream.Stream.marked", "(self, box, tag)", _TAGS),
    Internal("weasyprint.pdf.fonts.Font", "type", _BYTES),
    Internal("weasyprint.pdf.fonts.get_hb_object_data", "(hb_object, ot_color=None, glyph=None)", _BYTES),
    Internal("weasyprint.text.fonts.get_hb_object_data", "(hb_object, ot_color=None, glyph=None)", _BYTES),
    *(
        Internal(f"weasyprint.pdf.fonts.Font().{attribute}", shape, _FONTS)
        for attribute, shape in {
            "hash": "str",
            "name": "bytes",
            "family": "str",
            "to_unicode": "dict",
            "widths": "dict",
            "missing": "dict",
            "glyph_count": "number",
            "file_content": "bytes",
        }.items()
    ),
    Internal("weasyprint.document.Document().fonts", "dict", _FONTS),
    Internal(
        "weasyprint.css.ComputedStyle.__init__",
        "(self, parent_style, cascaded, pseudo_type, root_style, base_url, font_config, initial_page_sizes)",
        _SCREEN,
    ),
    Internal(
        "weasyprint.css.media_queries.evaluate_media_query",
        "(query_list, device_media_type)",
        _SCREEN,
    ),
    Internal("weasyprint.css.counters.CounterStyle", "type", "engine.render parses style sheets once, because that takes 0.4 s"),
    Internal(
        "weasyprint.HTML().etree_element",
        "Element",
        "engine.render edits the tree of elements, because fitting changes styles in it",
    ),
    Internal(
        "weasyprint.urls.URLFetcherResponse",
        "(url, body=None, headers=None, status=200, **kwargs)",
        "engine.fetch answers requests from memory, because a page loads nothing but the files of its job",
    ),
    Internal(
        "weasyprint.urls.URLFetcher()._fail_on_errors", "bool", "engine.fetch has it too, because a refused address must become a finding"
    ),
    Internal("pydyf.Dictionary", "(values=None)", _OBJECTS),
    Internal("pydyf.Array", "(array=None)", _OBJECTS),
    Internal("pydyf.String", "(string='')", _OBJECTS),
    Internal("pydyf.String().string", "str", _OBJECTS),
    Internal("pydyf.Stream", "(stream=None, extra=None, compress=False)", _OBJECTS),
    Internal("pydyf.Stream().stream", "list", _OBJECTS),
    Internal("pydyf.Stream().extra", "dict", _OBJECTS),
    Internal("pydyf.PDF().objects", "list", _OBJECTS),
    Internal("pydyf.PDF().catalog", "Dictionary", _OBJECTS),
    Internal("pydyf.PDF().info", "Dictionary", _OBJECTS),
    Internal("pydyf.PDF.add_object", "(self, object_)", _OBJECTS),
    Internal("pydyf.PDF.page_references", "property", _OBJECTS),
    Internal("pydyf.Object.reference", "property", _OBJECTS),
)

OPERATORS = {
    b" Tf": "a font is set as /NAME SIZE Tf, NAME being the font's hash",
    b" Tm": "each run sets a text matrix of six numbers",
    b"] TJ": "glyphs are shown as one array of hexadecimal strings, four digits a glyph",
    b" rg": "colours of areas are three numbers from 0 to 1",
    b"BDC": "a tag is three items: its name, its property list (a pydyf dictionary), and this operator",
    b"EMC": "a tag ends with this operator alone",
    b"BT": "a text begins with this operator alone",
}
"""How the bytes of an operator end in a painted page, and what `publish.press.engine.content` relies on."""
