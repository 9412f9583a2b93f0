"""What governed documents look like as HTML."""

from inline_snapshot import snapshot

from tests.site.rendered import html_of, page_of

TASKS = """\
### TASK-001: Sign in
**Status**: In Progress (since May)
**References**: TASK-002, `TASK-002`, [TASK-002](x.md), TASK-999, XTASK-002

**Acceptance Criteria**:
- [x] The `first` one
- [ ] The second, see TASK-001.1

### TASK-002 Sign out
"""


def test_an_item_has_an_anchor_links_a_badge_and_boxes_with_names() -> None:
    assert page_of("tasks.md", tasks=TASKS) == snapshot("""\
<h3 id="TASK-001"><span id="task-001-sign-in"></span><span id="task-001"></span><a class="gov-declared" href="/items/TASK-001/">TASK-001</a>: Sign in<a class="headerlink" href="#TASK-001" aria-label="Link to TASK-001: Sign in">¶</a></h3>
<p><strong>Status</strong>: <i class="TASK-001">In Progress</i> (since May)
<strong>References</strong>: <a class="gov-chip" href="/items/TASK-002/" title="Sign out">TASK-002</a>, <a class="gov-chip" href="/items/TASK-002/" title="Sign out">TASK-002</a>, <a href="x.md">TASK-002</a>, TASK-999, XTASK-002</p>
<p><strong>Acceptance Criteria</strong>:</p>
<ul class="task-list">
<li class="task-list-item" id="TASK-001.1"><span id="task-001.1"></span><label class="task-list-control"><input type="checkbox" disabled checked aria-label="The first one"><span class="task-list-indicator"></span></label> The <code>first</code> one</li>
<li class="task-list-item" id="TASK-001.2"><span id="task-001.2"></span><label class="task-list-control"><input type="checkbox" disabled aria-label="The second, see TASK-001.1"><span class="task-list-indicator"></span></label> The second, see <a class="gov-chip" href="/items/TASK-001/#TASK-001.1" title="The first one">TASK-001.1</a></li>
</ul>
<h3 id="TASK-002"><span id="task-002-sign-out"></span><span id="task-002"></span><a class="gov-declared" href="/items/TASK-002/">TASK-002</a> Sign out<a class="headerlink" href="#TASK-002" aria-label="Link to TASK-002 Sign out">¶</a></h3>
""")


def test_a_fence_declares_and_links_nothing() -> None:
    text = "### TASK-001 One\n\n```markdown\n### TASK-001 Sample\n```\n"

    assert page_of("tasks.md", tasks=text).count("/items/TASK-001/") == 1


def test_two_headings_of_the_same_text_have_two_anchors() -> None:
    assert html_of("# Same\n\n# Same\n\n# Same\n").count('id="same') == 3
    assert 'id="same-2"' in html_of("# Same\n\n# Same\n\n# Same\n")


def test_alerts_are_admonitions() -> None:
    assert html_of("> [!WARNING]\n> Mind the gap.\n") == snapshot("""\
<div class="admonition warning">
<p class="admonition-title">Warning</p>
<p>Mind the gap.</p>
</div>
""")


def test_footnotes_stand_below_in_the_order_of_their_signs() -> None:
    assert html_of("Two[^b] and one[^a], [^none].\n\n[^a]: First\n[^b]: Second\n[^c]: Third\n") == snapshot("""\
<p>Two<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> and one<sup id="fnref:2"><a class="footnote-ref" href="#fn:2">2</a></sup>, [^none].</p>
<div class="footnote">
<hr>
<ol>
<li id="fn:1" value="1">
<p>Second <a class="footnote-backref" href="#fnref:1" aria-label="Back to note 1 in the text">↩</a></p>
</li>
<li id="fn:2" value="2">
<p>First <a class="footnote-backref" href="#fnref:2" aria-label="Back to note 2 in the text">↩</a></p>
</li>
<li id="fn:3" value="3">
<p>Third</p>
</li>
</ol>
</div>
""")


def test_comments_are_not_shown_and_other_html_is_text() -> None:
    assert html_of("a <!-- b --> c <b>d</b>\n\n<!-- e\n\nf -->\n\n<div>g</div>\n") == snapshot("""\
<p>a  c &lt;b&gt;d&lt;/b&gt;</p>
<p class="gov-raw">&lt;div&gt;g&lt;/div&gt;</p>
""")


def test_bare_addresses_are_links_without_the_sentence_around_them() -> None:
    assert html_of("See (https://example.org/a_(b)), www.example.org. Not `https://x.org`.\n") == snapshot(
        '<p>See (<a href="https://example.org/a_(b)">https://example.org/a_(b)</a>), <a href="http://www.example.org">www.example.org</a>. Not <code>https://x.org</code>.</p>\n'
    )


def test_code_is_coloured_where_its_language_is_known() -> None:
    assert html_of("```python\nx = 1\n```\n\n```unheard-of\nx = <1>\n```\n") == snapshot("""\
<div class="language-python highlight"><pre><span></span><code><span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>
</code></pre></div>
<div class="highlight"><pre><code>x = &lt;1&gt;
</code></pre></div>
""")


def test_tables_keep_their_alignment() -> None:
    assert html_of("| a | b |\n|---|--:|\n| 1 | 2 |\n") == snapshot("""\
<table>
<thead>
<tr>
<th>a</th>
<th style="text-align: right">b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td style="text-align: right">2</td>
</tr>
</tbody>
</table>
""")
