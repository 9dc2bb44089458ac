#!/bin/bash
# What an operator installs: the unit, its hardening, and the front.
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The units, with programs that exist: a build folder need not be there.
for unit in yanyind.service yanyin-backup.service; do
  sed 's,@BINDIR@/yanyin[a-z]*,/bin/true,; s,@SYSCONFDIR@,/etc,' "data/service/$unit.in" >"$work/$unit"
  command -v systemd-analyze >/dev/null || continue
  # Outside of a booted system it cannot load every unit that ours names; complaints about ours are what counts.
  SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$work/$unit" 2>&1 |
    grep -F "$unit" && { echo "systemd-analyze verify complains"; exit 1; }
  score=$(systemd-analyze security --offline=yes --no-pager "$work/$unit" |
    sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p')
  echo "exposure of $unit: $score"
  awk -v score="$score" 'BEGIN { exit !(score != "" && score <= 1.5) }' || {
    echo "the unit is less locked in than 1.5"
    exit 1
  }
done
if command -v systemd-analyze >/dev/null; then
  cp data/service/yanyin-backup.timer "$work/"
  SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$work/yanyin-backup.timer" 2>&1 |
    grep -F yanyin-backup.timer && { echo "systemd-analyze verify complains"; exit 1; }
fi
if grep -q '^Type=notify' "$work/yanyind.service" && ! grep -rq NOTIFY_SOCKET src; then
  echo "the unit waits for the service to say that it is ready (Type=notify), but nothing in src speaks to NOTIFY_SOCKET"
  exit 1
fi
if command -v systemd-sysusers >/dev/null; then
  systemd-sysusers --dry-run --root="$work" "$PWD/data/service/yanyin.sysusers"
fi

# The front, with a certificate made for this minute and ports that anybody may open.
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost \
  -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
sed "s,/etc/yanyin/tls,$work,; s/listen 80;/listen 127.0.0.1:18080;/; s/listen 443 /listen 127.0.0.1:18443 /
  /listen \[::\]/d" data/nginx/yanyin.conf >"$work/yanyin.conf"
cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log stderr warn;
events {}
http {
    access_log off;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    include $work/yanyin.conf;
}
CONF
PATH=$PATH:/usr/sbin nginx -t -q -p "$work" -c "$work/nginx.conf" >"$work/nginx.log" 2>&1 || { cat "$work/nginx.log"; exit 1; }
# nginx of Debian 13 would rather have `http2 on`, which the one of Debian 12 does not know.
if grep -v 'http2" directive is deprecated' "$work/nginx.log" | grep .; then
  echo "nginx warns about data/nginx/yanyin.conf"
  exit 1
fi
