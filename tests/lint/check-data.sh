#!/bin/bash
# What a desktop reads: the desktop file, the metainfo and the settings, as the build makes them.
set -e
id=io.github.yanyin.Yanyin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
msgfmt --desktop --template="data/desktop/$id.desktop.in" -d po -o "$work/$id.desktop"
msgfmt --xml --template="data/desktop/$id.metainfo.xml.in" -d po -o "$work/$id.metainfo.xml"
desktop-file-validate "$work/$id.desktop"
appstreamcli validate --no-net --explain "$work/$id.metainfo.xml"
glib-compile-schemas --strict --dry-run data/desktop
xmllint --noout resources/*.xml resources/icons/hicolor/*/apps/*.svg resources/icons/scalable/actions/*.svg
grep -q '^Name\[zh_CN\]=验印$' "$work/$id.desktop" || { echo "the desktop file has no Chinese name"; exit 1; }
version=$(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build)
grep -q "<release version=\"$version\"" "$work/$id.metainfo.xml" || {
  echo "data/desktop/$id.metainfo.xml.in has no release $version, which meson.build names"
  exit 1
}
