//! The namespaces of properties.

/// The packet's own: `x`.
pub(super) const META: &str = "adobe:ns:meta/";
/// RDF's.
pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// Dublin Core's: `dc`.
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
/// Photoshop's, of which the IPTC uses some: `photoshop`.
pub(super) const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
/// XMP's for rights: `xmpRights`.
pub(super) const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
/// The PLUS coalition's: `plus`.
pub(super) const PLUS: &str = "http://ns.useplus.org/ldf/xmp/1.0/";
/// IPTC Core: `Iptc4xmpCore`.
pub(super) const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
/// IPTC Extension: `Iptc4xmpExt`.
pub(super) const IPTC_EXT: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
/// Creative Commons': `cc`.
pub(super) const CC: &str = "http://creativecommons.org/ns#";
