//! As much of an HTML reader as the press's own pages need.

/// An element's start, and the text up to the next tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// What a `script` or `style` holds; of other elements, the text that comes first.
    pub text: String,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Every element of a page, in order.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut tag, after) = tag(rest);
        let end = match tag.name.as_str() {
            "script" | "style" => format!("</{}", tag.name),
            _ => "<".to_owned(),
        };
        let end = after.find(&end).expect("every element ends");
        tag.text = after[..end].to_owned();
        tags.push(tag);
        rest = &after[end..];
    }
    tags
}

/// The elements of one name.
pub fn all(page: &str, name: &str) -> Vec<Tag> {
    let mut tags = tags(page);
    tags.retain(|tag| tag.name == name);
    tags
}

/// What a page says of itself under `name`, as `name` or as `property`.
pub fn meta(page: &str, name: &str) -> Option<String> {
    all(page, "meta")
        .iter()
        .find(|tag| [tag.attribute("name"), tag.attribute("property")].contains(&Some(name)))
        .and_then(|tag| tag.attribute("content").map(str::to_owned))
}

/// The tag that `rest` begins with after its `<`, and what follows it.
fn tag(rest: &str) -> (Tag, &str) {
    let end = rest.find([' ', '>', '/']).expect("a tag ends");
    let (name, mut rest) = rest.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '/', '\n']);
        if let Some(after) = rest.strip_prefix('>') {
            let tag = Tag {
                name: name.to_ascii_lowercase(),
                attributes,
                text: String::new(),
            };
            return (tag, after);
        }
        let end = rest.find(['=', ' ', '>']).expect("a tag ends");
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted
                .split_once('"')
                .expect("quotation marks come in pairs"),
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), unescaped(value)));
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
