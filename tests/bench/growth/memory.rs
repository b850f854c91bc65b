//! What a page holds, as Chromium's debugging protocol has it.

use anyhow::{Context, Result};
use browser_tests::Reader;
use serde_json::{Value, json};

/// What a page holds after everything that nobody needs has been thrown away.
pub struct Memory {
    /// Bytes of scripts' objects.
    pub script: f64,
    /// Bytes of WebAssembly's memory.
    pub wasm: f64,
    /// Nodes of documents.
    pub nodes: f64,
    /// Listeners of events.
    pub listeners: f64,
}

impl Memory {
    /// As it is now.
    pub async fn of(reader: &Reader) -> Result<Self> {
        reader.devtools("Performance.enable", json!({})).await?;
        reader
            .devtools("HeapProfiler.collectGarbage", json!({}))
            .await?;
        let metrics = reader.devtools("Performance.getMetrics", json!({})).await?;
        let metric = |name: &str| {
            let all: &[Value] = metrics["metrics"].as_array().map_or(&[], Vec::as_slice);
            let found = all.iter().find(|it| it["name"] == name);
            found
                .and_then(|it| it["value"].as_f64())
                .with_context(|| format!("the browser does not know its {name}"))
        };
        let wasm = reader.sees("bench.wasm()").await?;
        Ok(Self {
            script: metric("JSHeapUsedSize")?,
            wasm: wasm.as_f64().context("bytes are a number")?,
            nodes: metric("Nodes")?,
            listeners: metric("JSEventListeners")?,
        })
    }

    /// Bytes of both.
    pub fn bytes(&self) -> f64 {
        self.script + self.wasm
    }
}
