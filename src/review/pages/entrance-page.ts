import { type Html, html } from "../../charts/html.ts";

/**
 * What somebody sees for a moment who came by a link on another site: a page of ours, from which the browser
 * goes on to the queue with the cookie that it has just been given. It takes the place of the address with the
 * token in the history.
 */
export const entrancePage = (): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=/">
<title>Campforge review</title>
</head>
<body><p><a href="/">Go to the queue</a></p></body>
</html>
`;
