//! The figure of a region's steps, on the finished pages.

use supportt_tests::site;

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let inner = |rest: &'a str| rest.split(end).next().unwrap_or_default();
    text.split(start).skip(1).map(inner).collect()
}

#[test]
fn each_figure_of_a_process_has_every_step_in_force_in_its_order() {
    let output = site::build().output.expect("the site builds");
    let (policy, _) = site::policy_and_words();
    for region in policy.regions() {
        let pages = output.files().filter(|(path, _)| path.starts_with(&format!("{}/", region.id())));
        let pages = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        let figures: Vec<String> = pages
            .flat_map(|page| {
                let figures = between(&page, "<figure class=\"app-process\">", "</figure>");
                figures.into_iter().map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        assert!(!figures.is_empty(), "{} shows its process", region.name());
        let steps: Vec<_> = region.on(site::today()).steps().collect();
        for figure in figures {
            let numbers = between(&figure, "app-process__number\">", "<");
            let expected: Vec<String> = (1..=steps.len()).map(|number| number.to_string()).collect();
            assert_eq!(numbers, expected, "{}", region.name());
            for step in &steps {
                let name = step.name.replace('&', "&amp;").replace('\'', "&#x27;");
                assert!(figure.contains(&name), "{} lacks {name}: {figure}", region.name());
            }
        }
    }
}
