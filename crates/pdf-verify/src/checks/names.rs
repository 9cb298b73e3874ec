//! Names that the format itself defines, in which a removed value is no trace.

/// Whether `name` is one of them.
pub fn is_standard(name: &[u8]) -> bool {
    STANDARD.binary_search(&name).is_ok()
}

/// Keys and values of at least four letters that a page, font, picture or function needs, and
/// names of glyphs (ISO 32000-1), sorted.
#[rustfmt::skip]
const STANDARD: &[&[u8]] = &[
    b"ASCII85Decode", b"ASCIIHexDecode", b"Aacute", b"AbsoluteColorimetric", b"Acircumflex",
    b"Action", b"ActualText", b"Adieresis", b"Adobe-Identity-UCS", b"Agrave", b"Alpha", b"Alternate", b"Alternates",
    b"Angle", b"Annot", b"Annots", b"Aring", b"Ascent", b"Atilde", b"AvgWidth", b"BBox",
    b"BackdropColor", b"Background", b"BaseEncoding", b"BaseFont", b"Beta", b"BitsPerComponent",
    b"BitsPerSample", b"Black", b"BlackIs1", b"BlackPoint", b"Border", b"Bounds",
    b"CCITTFaxDecode", b"CIDFontType0", b"CIDFontType0C", b"CIDFontType2", b"CIDSet",
    b"CIDSystemInfo", b"CIDToGIDMap", b"CMap", b"CMapName", b"Cacute", b"CalGray", b"CalRGB",
    b"CapHeight", b"Catalog", b"Ccaron", b"Ccedilla", b"CharProcs", b"CharSet", b"Color",
    b"ColorBurn", b"ColorDodge", b"ColorSpace", b"ColorTransform", b"Colorants", b"Colors",
    b"Columns", b"Compatible", b"Components", b"Contents", b"Coords", b"Count", b"CropBox",
    b"Crypt", b"Cyan", b"DCTDecode", b"DamagedRowsBeforeError", b"Darken", b"Decode",
    b"DecodeParms", b"Default", b"Delta", b"DescendantFonts", b"Descent", b"Dest", b"DeviceCMYK",
    b"DeviceGray", b"DeviceN", b"DeviceRGB", b"Difference", b"Differences", b"Domain", b"Eacute",
    b"EarlyChange", b"Ecircumflex", b"Edieresis", b"Egrave", b"Encode", b"EncodedByteAlign",
    b"Encoding", b"EndOfBlock", b"EndOfLine", b"Epsilon", b"Euro", b"Exclusion", b"ExtGState",
    b"Extend", b"Filter", b"FirstChar", b"Flags", b"FlateDecode", b"Font", b"FontBBox",
    b"FontDescriptor", b"FontFamily", b"FontFile", b"FontFile2", b"FontFile3", b"FontMatrix",
    b"FontName", b"FontStretch", b"FontType", b"FontWeight", b"Form", b"Frequency", b"Function",
    b"FunctionType", b"Functions", b"Gamma", b"GoTo", b"Group", b"Halftone", b"HalftoneName",
    b"HalftoneType", b"HardLight", b"Height", b"Horizontal", b"ICCBased", b"Iacute",
    b"Icircumflex", b"Identity", b"Identity-H", b"Identity-V", b"Idieresis", b"Igrave", b"Image",
    b"ImageB", b"ImageC", b"ImageI", b"ImageMask", b"Indexed", b"Info", b"Intent", b"Interpolate",
    b"Iota", b"ItalicAngle", b"JBIG2Decode", b"JBIG2Globals", b"JPXDecode", b"Kappa", b"Kids",
    b"LZWDecode", b"Lambda", b"Lang", b"LastChar", b"Leading", b"Length", b"Length1", b"Length2",
    b"Length3", b"Lighten", b"LineCap", b"LineJoin", b"LineWidth", b"Link", b"Luma",
    b"Luminosity", b"MMType1", b"MacExpertEncoding", b"MacRomanEncoding", b"Magenta", b"Mask",
    b"Matrix", b"Matte", b"MaxWidth", b"MediaBox", b"Metadata", b"MissingWidth", b"Multiply",
    b"Name", b"Names", b"None", b"Normal", b"Ntilde", b"Oacute", b"Ocircumflex", b"Odieresis",
    b"Ograve", b"Omega", b"Omicron", b"OpenType", b"Order", b"Ordering", b"Oslash", b"Otilde",
    b"Outlines", b"Overlay", b"PDFDocEncoding", b"Page", b"Pages", b"PaintType", b"Parent",
    b"Pattern", b"PatternType", b"Perceptual", b"Predictor", b"Print", b"ProcSet", b"Process",
    b"Range", b"Rect", b"Registry", b"RelativeColorimetric", b"Resources", b"Root", b"Rotate",
    b"Rows", b"RunLengthDecode", b"SMask", b"SMaskInData", b"Saturation", b"Scaron", b"Scedilla",
    b"Screen", b"Separation", b"Shading", b"ShadingType", b"Sigma", b"Size", b"SoftLight",
    b"Solidities", b"SpotFunction", b"Standard", b"StandardEncoding", b"StemH", b"StemV",
    b"Subtype", b"Supplement", b"Text", b"Theta", b"TilingType", b"ToUnicode", b"Transfer",
    b"TransferFunction", b"Transparency", b"TrueType", b"Type", b"Type0", b"Type1", b"Type1C",
    b"Type3", b"Uacute", b"Ucircumflex", b"Udieresis", b"Ugrave", b"Upsilon", b"UseBlackPtComp",
    b"UseCMap", b"UserUnit", b"Vertical", b"View", b"WMode", b"WhitePoint", b"Width", b"Widths",
    b"WinAnsiEncoding", b"XHeight", b"XObject", b"XStep", b"YStep", b"Yacute", b"Ydieresis",
    b"Yellow", b"Zcaron", b"Zeta", b"aacute", b"acircumflex", b"acute", b"adieresis", b"agrave",
    b"alpha", b"ampersand", b"aring", b"arrowboth", b"arrowdbldown", b"arrowdblleft",
    b"arrowdblright", b"arrowdblup", b"arrowdown", b"arrowleft", b"arrowright", b"arrowup",
    b"asciicircum", b"asciitilde", b"asterisk", b"atilde", b"backslash", b"beta", b"braceleft",
    b"braceright", b"bracketleft", b"bracketright", b"breve", b"brokenbar", b"bullet", b"cacute",
    b"caron", b"ccaron", b"ccedilla", b"cedilla", b"cent", b"circumflex", b"club", b"colon",
    b"comma", b"congruent", b"copyright", b"currency", b"dagger", b"daggerdbl", b"degree",
    b"delta", b"diamond", b"dieresis", b"divide", b"dollar", b"dotaccent", b"dotlessi", b"eacute",
    b"ecircumflex", b"edieresis", b"egrave", b"eight", b"element", b"ellipsis", b"emdash",
    b"endash", b"epsilon", b"equal", b"equivalence", b"euro", b"exclam", b"existential", b"five",
    b"florin", b"four", b"fraction", b"gamma", b"germandbls", b"grave", b"greater",
    b"greaterequal", b"guillemotleft", b"guillemotright", b"guilsinglleft", b"guilsinglright",
    b"heart", b"hungarumlaut", b"hyphen", b"iacute", b"icircumflex", b"idieresis", b"igrave",
    b"infinity", b"integral", b"iota", b"kappa", b"lambda", b"less", b"lessequal", b"logicalnot",
    b"lozenge", b"macron", b"minus", b"multiply", b"nbspace", b"nine", b"notdef", b"notelement",
    b"notequal", b"ntilde", b"numbersign", b"oacute", b"ocircumflex", b"odieresis", b"ogonek",
    b"ograve", b"omega", b"omicron", b"onehalf", b"onequarter", b"onesuperior", b"ordfeminine",
    b"ordmasculine", b"oslash", b"otilde", b"paragraph", b"parenleft", b"parenright",
    b"partialdiff", b"percent", b"period", b"periodcentered", b"perthousand", b"plus",
    b"plusminus", b"product", b"propersubset", b"propersuperset", b"proportional", b"question",
    b"quotedbl", b"quotedblbase", b"quotedblleft", b"quotedblright", b"quoteleft", b"quoteright",
    b"quotesinglbase", b"quotesingle", b"radical", b"registered", b"ring", b"scaron", b"scedilla",
    b"section", b"semicolon", b"seven", b"sfthyphen", b"sigma", b"similar", b"slash", b"space",
    b"spade", b"sterling", b"summation", b"theta", b"three", b"threequarters", b"threesuperior",
    b"tilde", b"trademark", b"twosuperior", b"uacute", b"ucircumflex", b"udieresis", b"ugrave",
    b"underscore", b"universal", b"upsilon", b"yacute", b"ydieresis", b"zcaron", b"zero", b"zeta",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(STANDARD.is_sorted());
        assert!(is_standard(b"MediaBox") && !is_standard(b"Zyxwvut"));
    }
}
