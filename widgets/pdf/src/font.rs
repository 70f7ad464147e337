//! A font: how wide a text is, and what of the font goes into the file.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use crate::ascii85;

const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// A font, and the characters of it that are used.
pub(crate) struct Font {
    /// What the file calls it.
    name: &'static str,
    data: &'static [u8],
    face: Face<'static>,
    remapper: GlyphRemapper,
    /// The characters by the number of their glyph in the file.
    used: BTreeMap<u16, char>,
}

impl Font {
    pub(crate) fn new(name: &'static str, data: &'static [u8]) -> Self {
        let face = Face::parse(data, 0).expect("the font in this crate can be read");
        Self { name, data, face, remapper: GlyphRemapper::new(), used: BTreeMap::new() }
    }

    pub(crate) fn has(&self, c: char) -> bool {
        self.face.glyph_index(c).is_some()
    }

    /// The width of a text, where the font's size is 1.
    pub(crate) fn width(&self, text: &str) -> f32 {
        let glyphs = text.chars().map(|c| self.face.glyph_index(c).unwrap_or_default());
        glyphs.map(|glyph| self.scaled(self.face.glyph_hor_advance(glyph).unwrap_or_default().into())).sum()
    }

    /// Units of the font, where its size is 1.
    fn scaled(&self, units: f32) -> f32 {
        units / f32::from(self.face.units_per_em())
    }

    /// A text as the file shows it.
    pub(crate) fn encoded(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for c in text.chars() {
            let glyph = self.face.glyph_index(c).unwrap_or_default();
            let number = self.remapper.remap(glyph.0);
            self.used.insert(number, c);
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    /// Writes what is used of the font under five numbers from `first` on.
    pub(crate) fn write(&self, pdf: &mut Pdf, first: Ref) {
        let at = |index: i32| Ref::new(first.get() + index);
        let (font, cid_font, descriptor, cmap, file) = (first, at(1), at(2), at(3), at(4));
        // Six letters tell a part of a font from all of it.
        let name = format!("PLANAA+{}", self.name);
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_font)
            .to_unicode(cmap);

        let mut cid = pdf.cid_font(cid_font);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY).font_descriptor(descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid.widths();
        for (number, glyph) in (0..).zip(self.remapper.remapped_gids()) {
            let width = self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default();
            widths.consecutive(number, [self.scaled(width.into()) * 1000.0]);
        }
        widths.finish();
        cid.finish();

        let scaled = |units: i16| self.scaled(units.into()) * 1000.0;
        let face = &self.face;
        let bounds = face.global_bounding_box();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
        let ascent = scaled(face.ascender());
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(bounds[0], bounds[1], bounds[2], bounds[3]))
            .italic_angle(0.0)
            .ascent(ascent)
            .descent(scaled(face.descender()))
            .cap_height(face.capital_height().map_or(ascent, scaled))
            .stem_v(if face.is_bold() { 140.0 } else { 80.0 })
            .font_file2(file);

        let mut characters = UnicodeCmap::new(Name(b"Plan"), IDENTITY);
        for (number, c) in &self.used {
            characters.pair(*number, *c);
        }
        pdf.cmap(cmap, &characters.finish());

        let part = subsetter::subset(self.data, 0, &self.remapper).expect("the font in this crate is whole");
        pdf.stream(file, &ascii85::encoded(&part))
            .filter(Filter::Ascii85Decode)
            .pair(Name(b"Length1"), i32::try_from(part.len()).unwrap_or(i32::MAX));
    }
}
