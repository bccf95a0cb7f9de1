#!/bin/bash
# Hugo 0.111.3 puts the destination of a link in a heading into the heading's anchor
#
# Package: hugo 0.111.3-1 (Debian 12), with its default settings.
# One expects: the anchor of `## See [the guide](guide.md) first` is made of what a reader sees, as that of
# code and emphasis is: see-the-guide-first. GitHub, whose anchors Hugo's default setting is named after, does so.
# What happens: the anchor is see-the-guideguidemd-first. Hugo makes it of the heading's source without
# punctuation, so the destination of a link or of a picture becomes a part of it. Who moves the file that
# the heading links to changes the anchor, and breaks the links to the heading.
#
# Needs apt-get and dpkg-deb. Installs nothing outside of its own folder.
set -eu

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
apt-get download -q hugo=0.111.3-1 >/dev/null 2>download.log || { cat download.log >&2; exit 2; }
dpkg-deb --extract ./hugo_*.deb root

mkdir -p site/content site/layouts/_default
cd site
printf 'title = "Notes"\n' >hugo.toml
printf '{{ .Content }}' >layouts/_default/single.html
cat >content/page.md <<'MARKDOWN'
## See [the guide](guide.md) first

## A ![diagram](diagram.png) of it

## Use `code` here

## Some *emphasis* here
MARKDOWN
../root/usr/bin/hugo version | cut -d ' ' -f 1-2 >../seen
../root/usr/bin/hugo >../log 2>&1 || { cat ../log >&2; exit 2; }
grep -o '<h2 id="[^"]*"' public/page/index.html >>../seen
cd ..
cat seen

diff - seen <<'SEEN'
hugo v0.111.3+extended
<h2 id="see-the-guideguidemd-first"
<h2 id="a-diagramdiagrampng-of-it"
<h2 id="use-code-here"
<h2 id="some-emphasis-here"
SEEN
