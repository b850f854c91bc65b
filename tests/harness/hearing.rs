//! What a reader is told by a screen reader.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::Reader;

impl Reader {
    /// What is told to screen readers, in order: `role: name`, and after that what is said
    /// of its state. A test asks for [`crate::Ability::AccessibilityTree`] first.
    pub async fn hears(&self) -> Result<Vec<String>> {
        // Who begins to listen is told nothing of what is not laid out yet.
        self.until_laid_out().await?;
        let tree = self
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await?;
        let nodes = tree["nodes"].as_array().context("there is a tree")?;
        let by_id: HashMap<_, _> = nodes
            .iter()
            .map(|node| (node["nodeId"].as_str(), node))
            .collect();
        let mut heard = Vec::new();
        let mut waiting: Vec<&Value> = nodes.first().into_iter().collect();
        while let Some(node) = waiting.pop() {
            if node["ignored"] != json!(true) {
                heard.extend(told(node));
            }
            // The first is to be the next.
            let children = node["childIds"].as_array().into_iter().flatten().rev();
            waiting.extend(children.filter_map(|id| by_id.get(&id.as_str())));
        }
        Ok(heard)
    }
}

/// A node of Chromium's accessibility tree; nothing for what only holds others together.
fn told(node: &Value) -> Option<String> {
    let role = node["role"]["value"].as_str()?;
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    let is_there = |state: &&Value| {
        matches!(&state["value"]["value"], Value::Bool(true)) || state["value"]["value"] == "true"
    };
    let states: String = node["properties"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(is_there)
        .filter_map(|state| state["name"].as_str())
        .filter(|state| ["checked", "expanded", "modal", "disabled"].contains(state))
        .map(|state| format!(", {state}"))
        .collect();
    let is_mere = ["InlineTextBox", "none", "generic", "LineBreak"].contains(&role);
    (!is_mere).then(|| format!("{role}: {name}{states}"))
}
