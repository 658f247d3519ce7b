"""Ordinary set-ups of sites, as data: what mkdocs.yml and the pages get, and what comes of it.

The table of `docs/setups.md` says the same of each, which `tests/site_plugins/test_setups_table.py` compares.
"""

from pathlib import Path

from tests.browser.setups.hosts import PICTURE, silence
from tests.browser.setups.setup import COPY, GALLERY, SIMULATOR, Setup, page

FENCES = """
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: {format}
"""
DIAGRAM = "```mermaid\ngraph LR\n  warm-up --> annealing\n```"
DRAWN = "document.querySelector('div.mermaid') !== null"

MATERIAL = (
    Setup(
        "Material as it is, with its fonts",
        "theme: {name: material}",
        shown="[...document.fonts].some(font => font.family.includes('Roboto') && font.status == 'loaded')",
    ),
    Setup(
        "`repo_url` on GitHub, with its stars",
        "repo_url: https://github.com/somebody/trainer",
        shown="document.querySelector('.md-source__facts') !== null",
    ),
    Setup(
        "Mermaid in Material's fences",
        FENCES.format(format="!!python/name:pymdownx.superfences.fence_code_format"),
        page(DIAGRAM),
        shown=DRAWN,
    ),
    Setup(
        "`extra.analytics` of Google",
        "extra: {analytics: {provider: google, property: G-1}}",
        shown="performance.getEntriesByType('resource').some(({name}) => name.includes('gtag/js'))",
    ),
    Setup(
        "`navigation.instant`, with prefetching",
        "theme: {name: material, font: false, features: [navigation.instant, navigation.instant.prefetch]}",
    ),
    Setup(
        "`navigation.tabs`, `toc.integrate`, `header.autohide`",
        "theme: {name: material, font: false, features: [navigation.tabs, toc.integrate, header.autohide]}",
    ),
    Setup(
        "`search.share`, `search.suggest`, `search.highlight`",
        "theme: {name: material, font: false, features: [search.share, search.suggest, search.highlight]}",
    ),
    Setup(
        "the blog of Material, with the simulator in a post",
        "plugins: [blog]",
        {
            "blog/index.md": "# Blog\n",
            "blog/posts/first.md": f"---\ndate: 2026-01-01\n---\n\n# First{SIMULATOR}",
        },
        at="blog/2026/01/01/first/",
    ),
    Setup(
        "the same in the blog's index, several on a page",
        "plugins: [blog]",
        {
            "blog/index.md": "# Blog\n",
            "blog/posts/first.md": f"---\ndate: 2026-01-01\n---\n\n# First{SIMULATOR}",
            "blog/posts/second.md": f"---\ndate: 2026-01-02\n---\n\n# Second{SIMULATOR}",
        },
        at="blog/",
    ),
    Setup("the plugin `optimize`", "plugins: [optimize]"),
    Setup("the plugin `tags`", "plugins: [tags]", {"tags.md": "---\ntags: [a]\n---\n\n# Tags\n"}),
    Setup("`use_directory_urls: false`", "use_directory_urls: false", at="simulator.html"),
    Setup("`policy: false`", "plugins: [{simulator: {policy: false}}]"),
)

PAGES = (
    Setup(
        "frames, films, sounds, `srcset` and forms of the site's own",
        "",
        {
            **page(
                '<iframe src="../frame.html"></iframe> <video src="../film.wav"></video>'
                ' <audio src="../film.wav"></audio> <form action="../"><input></form>'
                '\n<img srcset="../picture.svg 2x" src="../picture.svg" alt="">'
            ),
            "frame.html": "<title>A frame</title>",
            "film.wav": silence(),
            "picture.svg": PICTURE,
        },
        shown="[...document.querySelectorAll('video, audio')].every(media => media.readyState > 0) &&"
        " document.querySelector('iframe').contentDocument.title == 'A frame' &&"
        " document.querySelector('article img').naturalWidth > 0",
    ),
    Setup("two pages with the simulator", pages={"second.md": f"# Second{SIMULATOR}"}, at="second/"),
    Setup("two simulators on a page", pages=page(SIMULATOR)),
    Setup(
        "the simulator on `index.md`",
        pages={"index.md": f"# Home{SIMULATOR}\n{GALLERY}", "simulator.md": b""},
        at="",
        shown="document.querySelector('.gallery a.simulate').pathname == location.pathname",
    ),
    Setup(
        "a site without a page for the reference",
        pages={"reference.md": b"", "index.md": f"# Home{SIMULATOR}\n{GALLERY}", "simulator.md": b""},
        at="",
        shown="document.querySelector('.gallery svg') !== null",
    ),
)

SCRIPTS = (
    Setup(
        "MathJax",
        """
        extra_javascript: [mathjax.js, "https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js"]
        markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]
        """,
        {
            **page(r"$\lambda = 0.1$"),
            "mathjax.js": 'window.MathJax = { options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" } };',
        },
        to_do=COPY,
        shown="document.querySelector('mjx-container') !== null",
        told=True,
    ),
    Setup(
        "KaTeX",
        """
        extra_css: ["https://unpkg.com/katex@0/dist/katex.min.css"]
        extra_javascript:
          - "https://unpkg.com/katex@0/dist/katex.min.js"
          - "https://unpkg.com/katex@0/dist/contrib/auto-render.min.js"
          - render.js
        markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]
        """,
        {
            **page(r"$\lambda = 0.1$"),
            "render.js": 'renderMathInElement(document.body, { delimiters: [{ left: "\\\\(", right: "\\\\)" }] });',
        },
        to_do=COPY,
        shown="[...document.fonts].some(font => font.family.includes('KaTeX') && font.status == 'loaded')",
        told=True,
    ),
    Setup(
        "giscus",
        "",
        page('<script src="https://giscus.app/client.js" data-repo="somebody/trainer"></script>'),
        to_do=COPY,
        shown="document.querySelector('.giscus-frame') !== null",
        told=True,
    ),
    Setup(
        "Vega",
        """
        extra_javascript:
          - "https://cdn.jsdelivr.net/npm/vega@6"
          - "https://cdn.jsdelivr.net/npm/vega-lite@6"
          - "https://cdn.jsdelivr.net/npm/vega-embed@7"
          - draw.js
        """,
        {
            **page('<div id="vega"></div>'),
            "draw.js": 'vegaEmbed("#vega", { mark: "bar", data: { values: [{ a: 1 }] },'
            ' transform: [{ calculate: "datum.a + 1", as: "b" }], encoding: { y: { field: "b" } } });',
        },
        verdict="works, and code from text may run in its pages",
        to_do=COPY,
        shown="document.querySelector('#vega svg, #vega canvas') !== null",
        told=True,
    ),
    Setup(
        "a film of YouTube",
        "",
        page('<iframe src="https://www.youtube-nocookie.com/embed/a"></iframe>'),
        to_do=COPY,
        told=True,
    ),
    Setup(
        "Plausible",
        'extra_javascript: ["https://plausible.io/js/script.js"]',
        to_do=COPY,
        shown="performance.getEntriesByType('resource').some(({name}) => name.includes('plausible.io/js'))",
        told=True,
    ),
    Setup(
        "badges of another host",
        "",
        page("![badge](https://img.shields.io/badge/a-b-blue)"),
        to_do=COPY,
        shown="document.querySelector('article img').naturalWidth > 0",
        told=True,
    ),
)

PLUGINS = (
    Setup(
        "mkdocs-static-i18n, English and Korean",
        """
        plugins:
          - i18n:
              docs_structure: suffix
              languages:
                - {locale: en, name: English, default: true, build: true}
                - {locale: ko, name: 한국어, build: true}
        """,
        {"simulator.ko.md": f"# 시뮬레이터{SIMULATOR}"},
        at="ko/simulator/",
        language="ko",
        theirs=r"404 .*simulator/sitemap\.xml",
    ),
    Setup("mkdocs-minify-plugin", "plugins: [{minify: {minify_html: true}}]"),
    # Mermaid is on the site itself, because a build asks for it where that is another host.
    Setup(
        "mkdocs-mermaid2-plugin",
        FENCES.format(format="!!python/name:mermaid2.fence_mermaid")
        + "plugins: [{mermaid2: {javascript: mermaid.js}}]\n",
        {**page(DIAGRAM), "mermaid.js": Path("mermaid", "dist", "mermaid.min.js")},
        shown="document.querySelector('div.mermaid svg') !== null",
    ),
    Setup(
        "mkdocs-swagger-ui-tag",
        """plugins: [swagger-ui-tag, {simulator: {policy: {script-src-attr: ["'unsafe-inline'"]}}}]""",
        {
            **page('<swagger-ui src="api.json"/>'),
            "api.json": '{"openapi": "3.0.0", "info": {"title": "A", "version": "1"}, "paths": {}}',
        },
        to_do="""`policy: {script-src-attr: ["'unsafe-inline'"]}`, for the `onload` of its frame""",
        shown="document.querySelector('iframe')?.contentDocument?.querySelector('.info') != null",
    ),
    Setup("mkdocs-print-site-plugin", "plugins: [print-site]", at="print_page/"),
    Setup("mkdocs-redirects", "plugins: [{redirects: {redirect_maps: {old.md: simulator.md}}}]", at="old/"),
    Setup("mkdocs-glightbox", "plugins: [glightbox]", {**page("![](picture.svg)"), "picture.svg": PICTURE}),
    Setup(
        "mkdocs-exclude, with `assets/*`",
        "plugins: [{exclude: {glob: ['assets/*']}}]",
        verdict="refused in one line",
        to_do="exclude folders of your own, such as `assets/drafts/*`",
        refused="leave `assets/simulator` alone there",
    ),
)

THEMES = tuple(
    Setup(
        f"the theme `{name}`",
        f"theme: {{name: {name}}}",
        verdict="refused in one line",
        to_do="set the theme to `material`",
        refused=f"theme: {name} is not supported",
    )
    for name in ("mkdocs", "readthedocs")
)

SETUPS = (*MATERIAL, *PAGES, *SCRIPTS, *PLUGINS, *THEMES)
"""In the order of the table."""
