/** Handlebars sources. Data is only ever filled in, never compiled; the HTML one escapes everything. */
export const textTemplate = `{{campaign}}
{{today}} {{recipient}}：

{{heading}}
{{summary}}
{{#each parts}}

■ {{title}}（{{count}} 件）
{{#each entries}}

{{title}}
  要办：{{task}}
  期限：{{due}}
{{#if problem}}  问题：{{problem}}
{{/if}}{{#if next}}  若不办理：{{next}}
{{/if}}{{#each notes}}  注意：{{this}}
{{/each}}{{#each history}}  {{this}}
{{/each}}  办理：{{link}}
{{#if acknowledgeLink}}  知悉：{{acknowledgeLink}}
{{/if}}{{/each}}{{#if rest}}
  {{rest}}
{{/if}}{{/each}}

全部事项：{{listLink}}

--
{{why}}
{{#if phones}}办公室电话：{{phones}}
{{/if}}{{#if issuer}}发件：{{issuer}}
{{/if}}`;

export const htmlTemplate = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{heading}}</title></head>
<body style="margin:0;padding:16px;background:#f5f6f8;color:#1f2329;font:15px/1.6 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif">
<div style="max-width:680px;margin:0 auto;background:#fff;border-radius:6px;padding:20px 24px">
<div style="color:#646a73;font-size:13px">致 {{recipient}} · {{today}} · {{campaign}}</div>
<h1 style="margin:6px 0 2px;font-size:22px{{#if urgent}};color:#b42318{{/if}}">{{heading}}</h1>
<div style="margin-bottom:8px">{{summary}}</div>
{{#each parts}}
<h2 style="margin:18px 0 4px;padding-left:8px;font-size:16px;border-left:4px solid {{colour section}}">{{title}}（{{count}} 件）</h2>
{{#each entries}}
<div style="padding:10px 0;border-bottom:1px solid #e5e6eb">
<div><strong>{{title}}</strong></div>
<div>要办：<strong>{{task}}</strong></div>
<div>期限：{{due}}</div>
{{#if problem}}<div style="color:#4e5969">问题：{{problem}}</div>
{{/if}}{{#if next}}<div style="color:#4e5969">若不办理：{{next}}</div>{{/if}}
{{#each notes}}<div style="color:#ad6800">注意：{{this}}</div>{{/each}}
{{#if history}}<div style="margin:4px 0;padding:4px 10px;background:#f7f8fa;color:#4e5969">{{#each history}}<div>{{this}}</div>{{/each}}</div>{{/if}}
<div><a href="{{link}}" style="color:#1456b8">打开办理</a>{{#if acknowledgeLink}} <a href="{{acknowledgeLink}}" style="color:#1456b8">确认知悉</a>{{/if}}</div>
</div>
{{/each}}
{{#if rest}}<div style="padding:8px 0;color:#4e5969">{{rest}}</div>{{/if}}
{{/each}}
<p><a href="{{listLink}}" style="color:#1456b8">查看全部事项</a></p>
<div style="margin-top:16px;padding-top:10px;border-top:1px solid #e5e6eb;color:#646a73;font-size:12px">{{why}}{{#if phones}}<br>办公室电话：{{phones}}{{/if}}{{#if issuer}}<br>发件：{{issuer}}{{/if}}</div>
</div></body></html>
`;
