//! Markup as HTML, by the HTML standard's rules for serializing.

use crate::markup::{Element, Node};

/// Elements that hold nothing and have no end tag. Only those that the view has.
const VOID: [&str; 5] = ["br", "img", "link", "source", "track"];

/// The element as HTML.
pub fn write(element: &Element<'_>) -> String {
    let mut html = String::new();
    write_element(element, &mut html);
    html
}

fn write_node(node: &Node<'_>, html: &mut String) {
    match node {
        Node::Text(text) => escape(text, html),
        Node::Element(element) => write_element(element, html),
        Node::Several(nodes) => nodes.iter().for_each(|node| write_node(node, html)),
    }
}

fn write_element(element: &Element<'_>, html: &mut String) {
    html.push('<');
    html.push_str(element.name());
    for (name, value) in element.attributes() {
        html.push(' ');
        html.push_str(name);
        if let Some(value) = value {
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
    }
    html.push('>');
    if VOID.contains(&element.name()) {
        return;
    }
    for child in element.children() {
        write_node(child, html);
    }
    html.push_str("</");
    html.push_str(element.name());
    html.push('>');
}

/// Text that can begin neither a tag nor a reference, nor end an attribute's value.
fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            letter => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::element;

    #[test]
    fn nothing_that_a_story_says_is_markup() {
        let said = "</p><script>\"a\" & b";
        let paragraph = element("p").set("title", said).child(said);
        let written = "&lt;/p&gt;&lt;script&gt;&quot;a&quot; &amp; b";
        assert_eq!(
            write(&paragraph),
            format!("<p title=\"{written}\">{written}</p>")
        );
    }

    #[test]
    fn what_holds_nothing_has_no_end() {
        let picture = element("picture")
            .flag("hidden", true)
            .child(element("img").set("alt", "").flag("data-covered", false));
        assert_eq!(write(&picture), "<picture hidden><img alt=\"\"></picture>");
    }
}
