//! HTML cut into words and tags.
//!
//! Only as much of HTML's grammar is known as it takes to find the words. Whatever
//! comes is read, and every part of it once.

/// A stretch of words, or a tag.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Words between tags, with the entities read.
    Words(String),
    /// The start of an element, by its name in small letters, with its `href`.
    Start {
        name: String,
        attribute: Option<String>,
    },
    /// The end of an element.
    End(String),
}

/// Elements whose content is not for readers.
const HIDDEN: [&str; 9] = [
    "head", "iframe", "noscript", "object", "script", "style", "svg", "template", "textarea",
];

/// The tokens of a text.
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn of(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// The tag or comment that `rest` begins with. `None` if it is a `<` and no more.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let inside = self.rest.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let end = comment.find("-->").map_or(comment.len(), |at| at + 3);
            self.rest = &comment[end..];
            return Some(Tag {
                name: String::new(),
                is_end: false,
                attributes: "",
            });
        }
        let (is_end, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            return None;
        }
        let end = tag_end(inside);
        let (tag, rest) = inside.split_at(end);
        self.rest = rest.strip_prefix('>').unwrap_or(rest);
        let name_end = tag
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(name_end);
        Some(Tag {
            name: name.to_ascii_lowercase(),
            is_end,
            attributes,
        })
    }

    /// Goes on behind the end of the element `name`.
    fn skip(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some(at) = rest.find("</") {
            rest = &rest[at + 2..];
            let found = rest.get(..name.len()).unwrap_or_default();
            if found.eq_ignore_ascii_case(name) {
                self.rest = rest[name.len()..]
                    .split_once('>')
                    .map_or("", |(_, rest)| rest);
                return;
            }
        }
        self.rest = "";
    }
}

struct Tag<'a> {
    name: String,
    is_end: bool,
    attributes: &'a str,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            match self.tag() {
                Some(tag) if tag.name.is_empty() => {}
                Some(tag) if !tag.is_end && HIDDEN.contains(&tag.name.as_str()) => {
                    if !tag.attributes.ends_with('/') {
                        self.skip(&tag.name);
                    }
                }
                Some(tag) if tag.is_end => return Some(Token::End(tag.name)),
                Some(tag) => {
                    return Some(Token::Start {
                        attribute: attribute(tag.attributes, "href"),
                        name: tag.name,
                    });
                }
                None => {
                    // A `<` that begins no tag is a word.
                    let after = self.rest.strip_prefix('<').unwrap_or(self.rest);
                    let end =
                        self.rest.len() - after.len() + after.find('<').unwrap_or(after.len());
                    let (words, rest) = self.rest.split_at(end);
                    self.rest = rest;
                    return Some(Token::Words(with_entities_read(words)));
                }
            }
        }
    }
}

/// Where the tag ends: at its `>`, or where the next one begins. A `>` in quotation
/// marks is part of the tag.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (_, '<') | (None, '>') => return at,
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
    }
    // A quotation mark without its partner: the tag ends at its first `>`.
    tag.find('>').unwrap_or(tag.len())
}

/// The value of the attribute `name` among `attributes`.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len());
        let (found, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &value[1..];
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(with_entities_read(value).trim().to_owned());
        }
        rest = after;
    }
}

/// `text` with its entities as the characters they stand for.
pub fn with_entities_read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        // The longest that HTML has is of 32 letters.
        let end = entity.bytes().take(34).position(|b| b == b';');
        let read = end.and_then(|end| Some((read_entity(&entity[..=end])?, end + 1)));
        let (characters, length) = read.unwrap_or_else(|| ("&".into(), 1));
        out.push_str(&characters);
        rest = &entity[length..];
    }
    out.push_str(rest);
    out
}

/// The characters that `entity` stands for: `é` for `&eacute;`.
fn read_entity(entity: &str) -> Option<String> {
    let name = entity.strip_prefix('&')?.strip_suffix(';')?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    // CommonMark has the entities of HTML, all two thousand of them.
    let mut characters = String::new();
    for event in pulldown_cmark::Parser::new(entity) {
        if let pulldown_cmark::Event::Text(text) = event {
            characters.push_str(&text);
        }
    }
    // A line of nothing but space has no text: `&nbsp;` is one.
    match characters.as_str() {
        "" => Some(" ".into()),
        read if read == entity => None,
        _ => Some(characters),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read() {
        assert_eq!(
            with_entities_read("&lt;&amp;&quot;&#39;&rsquo;&nbsp;&Agrave;&#x2014;&;&#;&bogus;&amp"),
            "<&\"'’\u{a0}À—&;&#;&bogus;&amp"
        );
        assert_eq!(with_entities_read("é&é;"), "é&é;");
    }

    #[test]
    fn attributes_are_found() {
        let href = |attributes| attribute(attributes, "href");
        assert_eq!(href(" a b=c HREF = \"x y\" d").as_deref(), Some("x y"));
        assert_eq!(href(" href=x/y").as_deref(), Some("x/y"));
        assert_eq!(href(" = = ="), None);
        assert_eq!(href(" href"), None);
        assert_eq!(href(" href='x").as_deref(), Some("x"));
    }

    #[test]
    fn a_tag_ends_outside_quotation_marks() {
        let tokens: Vec<_> = Tokens::of("<a title='>' href=x>y</a>").collect();
        assert_eq!(
            tokens,
            [
                Token::Start {
                    name: "a".into(),
                    attribute: Some("x".into())
                },
                Token::Words("y".into()),
                Token::End("a".into()),
            ]
        );
    }
}
