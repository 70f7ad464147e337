//! Headless Chromium, driven as a person would use it.

use std::env;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::site;

/// How long to wait for something that should happen at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with an empty profile of its own.
#[derive(Debug)]
pub struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    profile: TempDir,
}

/// What is different from an ordinary browser on a desk.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether scripts run.
    pub javascript: bool,
    /// The window's width in CSS pixels.
    pub width: u32,
    /// Whether a page that asks before it is left waits for an answer; else it is left.
    pub asks: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { javascript: true, width: 1280, asks: false }
    }
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Panics
    /// When Chromium or its driver is not installed; the test command installs both.
    #[must_use]
    pub fn start(options: Options) -> Self {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts; `tests/run` installs it");
        let profile = tempfile::tempdir().expect("a folder for the profile");
        fs::create_dir(profile.path().join("downloads")).expect("a folder for downloads");
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        let client = runtime.block_on(connect(port, profile.path(), options));
        let browser = Self { runtime, client, driver, profile };
        browser.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": options.width, "height": 900, "deviceScaleFactor": 1, "mobile": options.width < 600 }),
        );
        browser.devtools(
            "Browser.setDownloadBehavior",
            &json!({ "behavior": "allow", "downloadPath": browser.downloads() }),
        );
        browser
    }

    /// Opens a page of the site by its path.
    pub fn open(&self, path: &str) {
        self.open_address(&format!("{}{path}", site::address()));
    }

    /// Opens a page of any site.
    pub fn open_address(&self, address: &str) {
        self.run(self.client.goto(address));
    }

    /// Opens a page of any site in a tab of its own, beside those that are open.
    pub fn open_tab(&self, address: &str) {
        let tab = self.run(self.client.new_window(true));
        self.run(self.client.switch_to_window(tab.handle));
        self.open_address(address);
    }

    /// Does something in each tab.
    pub fn in_each_tab(&self, mut act: impl FnMut(&Self)) {
        for tab in self.run(self.client.windows()) {
            self.run(self.client.switch_to_window(tab));
            act(self);
        }
    }

    /// Opens a page with a widget and waits until it works.
    pub fn open_widget(&self, path: &str) {
        self.open(path);
        self.wait_for("[data-widget][data-enhanced]");
    }

    /// Waits until an element is there.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait_for(&self, selector: &str) {
        self.wait_until(selector, Self::has);
    }

    /// Waits until an element can be seen.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait_to_see(&self, selector: &str) {
        self.wait_until(selector, Self::shows);
    }

    fn wait_until(&self, selector: &str, is_it: impl Fn(&Self, &str) -> bool) {
        let start = Instant::now();
        while !is_it(self, selector) {
            assert!(
                start.elapsed() < PATIENCE,
                "`{selector}` does not come; console: {:?}; the page says: {}",
                self.console(),
                self.text("body")
            );
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// Whether an element is there.
    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        !self.run(self.client.find_all(Locator::Css(selector))).is_empty()
    }

    /// Whether an element is there and can be seen.
    #[must_use]
    pub fn shows(&self, selector: &str) -> bool {
        let found = self.run(self.client.find_all(Locator::Css(selector)));
        found.iter().any(|element| self.run(element.is_displayed()))
    }

    /// The visible text of an element.
    #[must_use]
    pub fn text(&self, selector: &str) -> String {
        self.run(self.find(selector).text())
    }

    /// Clicks an element.
    pub fn click(&self, selector: &str) {
        self.run(self.find(selector).click());
    }

    /// Types into a field.
    pub fn fill(&self, id: &str, text: &str) {
        self.run(self.find(&format!("[id='{id}']")).send_keys(text));
    }

    /// Presses keys where the focus is.
    pub fn press(&self, keys: &str) {
        let element = self.run(self.client.active_element());
        self.run(element.send_keys(keys));
    }

    /// What has the focus: its id, else its `data-event`, else its tag.
    #[must_use]
    pub fn focus(&self) -> String {
        self.script(
            "const e = document.activeElement; return e.id || e.getAttribute('data-event') || e.tagName.toLowerCase();",
        )
        .as_str()
        .unwrap_or_default()
        .to_owned()
    }

    /// Runs a script in the page and returns what it returns.
    #[must_use]
    pub fn script(&self, script: &str) -> Value {
        self.run(self.client.execute(script, Vec::new()))
    }

    /// Runs a script that calls its last argument with what it found.
    #[must_use]
    pub fn script_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.run(self.client.execute_async(script, arguments))
    }

    /// Opens a page with nothing on it, not even a content security policy.
    pub fn open_empty(&self) {
        self.run(self.client.goto("about:blank"));
    }

    /// Shows pages in the few colours that a person has chosen for everything, as Windows does.
    pub fn force_colors(&self) {
        let media = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Slows the computer down for the browser, by this factor.
    pub fn slow_down(&self, factor: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": factor }));
    }

    /// Forgets what the browser has loaded before.
    pub fn forget_cache(&self) {
        self.devtools("Network.clearBrowserCache", &json!({}));
    }

    /// Runs a script at the start of every page from now on.
    pub fn on_every_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// The page's title.
    #[must_use]
    pub fn title(&self) -> String {
        self.run(self.client.title())
    }

    /// The page's address, with its fragment.
    #[must_use]
    pub fn address(&self) -> String {
        self.run(self.client.current_url()).to_string()
    }

    /// Goes back in the browser's history, as its own button does.
    pub fn back(&self) {
        self.run(self.client.back());
    }

    /// Goes forward in the browser's history.
    pub fn forward(&self) {
        self.run(self.client.forward());
    }

    /// Whether the page asks before it is left. It is left if `leave`, and stays otherwise.
    #[must_use]
    pub fn answers_prompt(&self, leave: bool) -> bool {
        if self.runtime.block_on(self.client.get_alert_text()).is_err() {
            return false;
        }
        if leave {
            self.run(self.client.accept_alert());
        } else {
            self.run(self.client.dismiss_alert());
        }
        true
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.run(self.client.refresh());
    }

    /// Asserts that axe finds nothing wrong with the page as it is now.
    ///
    /// # Panics
    /// With what it finds, or when it is not installed.
    pub fn assert_accessible(&self, state: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&path).expect("axe-core is installed; `tests/run` installs it");
        // A link that the pointer happens to lie on has no underline for as long.
        self.devtools("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": 0, "y": 0 }));
        // WebDriver runs scripts outside the page's content security policy.
        self.run(self.client.execute(&format!("{axe}; window.axe = axe;"), Vec::new()));
        let violations = self.run(self.client.execute_async(
            "const done = arguments[0];
             axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] })
               .then(result => done(result.violations.map(violation => ({
                 rule: violation.id, help: violation.help,
                 nodes: violation.nodes.map(node => node.html.slice(0, 200)) }))),
                     error => done([{ rule: 'axe', help: String(error), nodes: [] }]));",
            Vec::new(),
        ));
        let violations = violations.as_array().cloned().unwrap_or_default();
        let mut report = String::new();
        for violation in &violations {
            writeln!(report, "{violation:#}").expect("a string takes whatever is written");
        }
        assert!(violations.is_empty(), "{state}: {report}");
    }

    /// Asserts that nothing is cut off or scrolls sideways.
    ///
    /// # Panics
    /// When the page is wider than the window.
    pub fn assert_fits(&self, state: &str) {
        let overflow = self
            .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
        assert!(overflow.as_i64() <= Some(0), "{state}: {overflow} px wider than the window");
    }

    /// Errors and warnings in the console since this was last asked.
    #[must_use]
    pub fn console(&self) -> Vec<String> {
        self.log("browser")
            .into_iter()
            .filter(|entry| entry["level"] != "INFO" && entry["level"] != "DEBUG")
            .filter_map(|entry| Some(entry["message"].as_str()?.to_owned()))
            .collect()
    }

    /// Waits until the console has an error or a warning that holds this text.
    ///
    /// # Panics
    /// When none comes.
    pub fn wait_for_console(&self, text: &str) {
        let start = Instant::now();
        let mut console = self.console();
        while !console.iter().any(|line| line.contains(text)) {
            assert!(start.elapsed() < PATIENCE, "the console never mentions `{text}`: {console:?}");
            console.extend(self.console());
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// Lets requests for such addresses fail from now on; `*` stands for anything.
    pub fn block(&self, addresses: &str) {
        self.devtools("Network.enable", &json!({}));
        self.devtools("Network.setBlockedURLs", &json!({ "urls": [addresses] }));
    }

    /// The address of every request since this was last asked.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.log("performance")
            .into_iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|entry| Some(entry["message"]["params"]["request"]["url"].as_str()?.to_owned()))
            .collect()
    }

    /// Waits for a file to be downloaded and returns its name and content.
    ///
    /// # Panics
    /// When none comes.
    #[must_use]
    pub fn downloaded(&self) -> (String, Vec<u8>) {
        let start = Instant::now();
        loop {
            let files: Vec<PathBuf> = fs::read_dir(self.downloads())
                .expect("the folder for downloads")
                .filter_map(|entry| Some(entry.ok()?.path()))
                .collect();
            // The browser keeps the name with an empty file while it writes another, which it moves there at the end.
            if let [file] = files.as_slice()
                && file.extension().is_none_or(|ending| ending != "crdownload")
                && let Ok(content) = fs::read(file)
                && !content.is_empty()
            {
                // The next one is another.
                fs::remove_file(file).expect("the downloaded file goes");
                let name = file.file_name().expect("a file has a name");
                return (name.to_string_lossy().into_owned(), content);
            }
            assert!(start.elapsed() < PATIENCE, "nothing was downloaded");
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// Chooses a file with this content in a field for files.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn choose_file(&self, id: &str, content: &[u8]) {
        let path = self.profile.path().join("chosen.html");
        fs::write(&path, content).expect("the file is written");
        self.fill(id, path.to_str().expect("a path in Unicode"));
    }

    /// The page as it is printed, as a PDF file.
    ///
    /// # Panics
    /// When the browser prints none.
    #[must_use]
    pub fn printed(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        let data = printed["data"].as_str().expect("a file in base64");
        data_encoding::BASE64.decode(data.as_bytes()).expect("base64")
    }

    /// Writes a picture of the whole page into the folder that the variable `SCREENSHOTS` names, for somebody to look at.
    /// Without it none is taken: the tests compare no pictures.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn picture(&self, name: &str) {
        let Some(folder) = env::var_os("SCREENSHOTS") else { return };
        let height = self.script("return document.documentElement.scrollHeight;");
        let width = self.script("return document.documentElement.clientWidth;");
        let metrics = |height: &Value| json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width.as_u64() < Some(600) });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics(&height));
        let picture = self.run(self.client.screenshot());
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics(&json!(900)));
        fs::create_dir_all(&folder).expect("a folder for the pictures");
        fs::write(Path::new(&folder).join(format!("{name}-{width}.png")), picture)
            .expect("the picture is written");
    }

    fn find(&self, selector: &str) -> fantoccini::elements::Element {
        self.wait_for(selector);
        self.run(self.client.find(Locator::Css(selector)))
    }

    fn downloads(&self) -> PathBuf {
        self.profile.path().join("downloads")
    }

    fn log(&self, kind: &'static str) -> Vec<Value> {
        let log = self.run(self.client.issue_cmd(Endpoint { path: "se/log", body: json!({ "type": kind }) }));
        log.as_array().cloned().unwrap_or_default()
    }

    fn devtools(&self, command: &str, params: &Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.run(self.client.issue_cmd(Endpoint { path: "goog/cdp/execute", body }))
    }

    fn run<T, E: std::fmt::Display>(&self, future: impl Future<Output = Result<T, E>>) -> T {
        self.runtime.block_on(future).unwrap_or_else(|error| panic!("the browser refused: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Whatever fails here, the processes end with the driver.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

async fn connect(port: u16, profile: &Path, options: Options) -> Client {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--no-first-run".to_owned(),
        "--force-prefers-reduced-motion".to_owned(),
        format!("--user-data-dir={}", profile.join("profile").display()),
    ];
    arguments.push(format!("--window-size={},900", options.width.max(500)));
    let javascript = if options.javascript { 1 } else { 2 };
    let prompts = if options.asks { "ignore" } else { "accept" };
    let capabilities = json!({
        "browserName": "chrome",
        // Only for a client that could use the newer protocol are the prompts left alone.
        "webSocketUrl": options.asks,
        "unhandledPromptBehavior": { "beforeUnload": prompts },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": { "profile.managed_default_content_settings.javascript": javascript },
        },
    });
    let capabilities = capabilities.as_object().cloned().expect("capabilities are an object");
    let start = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.clone());
        match builder.connect(&format!("http://localhost:{port}")).await {
            Ok(client) => return client,
            Err(error) if start.elapsed() > PATIENCE => panic!("no browser: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

/// A command of Chromium's driver that the `WebDriver` standard does not have.
#[derive(Debug)]
struct Endpoint {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Endpoint {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
