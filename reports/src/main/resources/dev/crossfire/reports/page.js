'use strict';
/* Brings the pictures to life: theme, width, paper, keys, crosshair readings. */
(() => {
  const data = JSON.parse(document.getElementById('figures').textContent);
  const pictures = [];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const FINE_BELOW_SECONDS = 30;

  class Picture {
    constructor(figure, renderer, full, height, option) {
      Object.assign(this, { figure, full, height, option, range: full.slice(), paper: false });
      this.box = figure.querySelector('.drawing');
      this.reading = figure.appendChild(document.createElement('div'));
      this.reading.className = 'reading';
      this.reading.hidden = true;
      this.size();
      this.chart = echarts.init(this.box, null, { renderer, devicePixelRatio: Math.max(2, devicePixelRatio), useDirtyRect: false });
      this.draw();
      this.chart.on('datazoom', event => this.zoomed(event.batch ? event.batch[0] : event));
      this.chart.getZr().on('dblclick', () => this.show(...this.full));
      this.chart.getZr().on('globalout', () => { this.reading.hidden = true; });
      figure.addEventListener('keydown', event => this.key(event));
    }

    get kind() { return this.paper ? 'paper' : this.box.clientWidth < 560 ? 'narrow' : 'wide'; }

    size() {
      this.box.style.height = this.height(this.kind) + 'px';
      /* Pages are counted before a script can answer, so the style sheet must know the height on paper. */
      this.box.style.setProperty('--paper-height', this.height('paper') + 'px');
    }

    draw() {
      const option = this.option(this);
      Object.assign(option.dataZoom[0], { startValue: this.range[0], endValue: this.range[1] });
      this.chart.setOption(option, true);
      this.chart.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
    }

    fit(width) {
      this.paper = width > 0;
      this.box.style.width = width ? width + 'px' : '';
      this.size();
      this.chart.resize();
      this.draw();
    }

    show(from, to) {
      const [first, last] = this.full;
      const span = Math.min(Math.max(to - from, 0.05), last - first);
      const start = Math.min(Math.max(from, first), last - span);
      this.chart.dispatchAction({ type: 'dataZoom', startValue: start, endValue: start + span });
    }

    zoomed(zoom) {
      const [first, last] = this.full;
      const at = (value, share, other) => value !== undefined ? value : share !== undefined ? first + share / 100 * (last - first) : other;
      this.range = [at(zoom.startValue, zoom.start, first), at(zoom.endValue, zoom.end, last)];
      /* Drawing anew is not allowed while the library still handles its own event. */
      if (this.onZoom) setTimeout(() => this.onZoom(), 0);
    }

    key(event) {
      const [from, to] = this.range;
      const span = to - from;
      const keys = {
        ArrowLeft: () => this.show(from - span / 5, to - span / 5),
        ArrowRight: () => this.show(from + span / 5, to + span / 5),
        '+': () => this.show(from + span / 4, to - span / 4),
        '=': () => this.show(from + span / 4, to - span / 4),
        '-': () => this.show(from - span / 2, to + span / 2),
        0: () => this.show(...this.full),
      };
      if (!event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]) {
        event.preventDefault();
        keys[event.key]();
      }
    }

    /* Shows a small table beside the pointer; texts only, never markup. */
    read(title, lines, x, y) {
      const table = document.createElement('table');
      table.createCaption().textContent = title;
      lines.forEach(cells => {
        const row = table.insertRow();
        cells.forEach((text, i) => {
          const cell = row.appendChild(document.createElement(i === 0 ? 'th' : 'td'));
          cell.textContent = text;
        });
      });
      this.reading.replaceChildren(table);
      this.reading.hidden = false;
      const room = this.figure.clientWidth - this.reading.offsetWidth - 8;
      this.reading.style.left = Math.max(8, Math.min(room, x > this.figure.clientWidth / 2 ? x - this.reading.offsetWidth - 16 : x + 24)) + 'px';
      this.reading.style.top = Math.max(8, y) + 'px';
    }
  }

  function timeline(figure) {
    let bins = data.timeline;
    const resolution = document.getElementById('resolution');
    const say = () => { resolution.textContent = 'One point is ' + Look.tick(bins.width) + ' s.'; };
    const picture = new Picture(figure, 'svg', [0, data.end], size => Timeline.height(data, size), self => Timeline.option(data, bins, self.kind));
    picture.onZoom = () => {
      const [from, to] = picture.range;
      const close = data.closeUps.find(each => to - from <= FINE_BELOW_SECONDS && from < each.to && to > each.from);
      const wanted = close ? merged(close) : data.timeline;
      if (wanted.width !== bins.width || wanted.key !== bins.key) {
        bins = wanted;
        picture.draw();
      }
      say();
    };
    say();
    picture.chart.on('updateAxisPointer', event => {
      const at = event.axesInfo && event.axesInfo.length > 0 ? event.axesInfo[0].value : null;
      if (at === null) { picture.reading.hidden = true; return; }
      const i = nearest(bins.x, at);
      const head = ['', 'offered', 'done', 'errors', 'p50', 'p95', 'p99'];
      const lines = data.cohorts.map((cohort, c) => {
        const of = bins.cohorts[c];
        return [cohort.name, of.offered[i] + '/s', of.completed[i] + '/s', Look.percent(of.errors[i]), Look.millis(of.p50[i]), Look.millis(of.p95[i]), Look.millis(of.p99[i])];
      });
      const pixel = picture.chart.convertToPixel({ xAxisIndex: 0 }, at);
      picture.read(Look.seconds(bins.x[i]) + ' · ' + Look.wall(data.zeroMillis, bins.x[i]), turned([head, ...lines]), pixel, 30);
    });
    return picture;
  }

  /* Fine bins in the window, coarse ones around it, so that zooming never shows an empty edge. */
  function merged(close) {
    if (close.merged) return close.merged;
    const half = data.timeline.width / 2;
    const before = data.timeline.x.map((x, i) => i).filter(i => data.timeline.x[i] + half <= close.from);
    const after = data.timeline.x.map((x, i) => i).filter(i => data.timeline.x[i] - half >= close.to);
    const join = (coarse, fine) => [...before.map(i => coarse[i]), ...fine, ...after.map(i => coarse[i])];
    close.merged = {
      width: close.fine.width, key: close.fault, x: join(data.timeline.x, close.fine.x),
      cohorts: data.timeline.cohorts.map((coarse, c) => Object.fromEntries(
        Object.keys(coarse).map(figure => [figure, join(coarse[figure], close.fine.cohorts[c][figure])]))),
    };
    return close.merged;
  }

  function turned(table) {
    return table[0].map((_, column) => table.map(row => row[column]));
  }

  function nearest(sorted, value) {
    let low = 0;
    let high = sorted.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) low = middle; else high = middle;
    }
    return value - sorted[low] <= sorted[high] - value ? low : high;
  }

  function outage(figure) {
    const closeUp = data.closeUps[Number(figure.dataset.closeUp)];
    const picture = new Picture(figure, 'canvas', [closeUp.from, closeUp.to], Outage.height, self => Outage.option(data, closeUp, self.kind));
    picture.chart.on('mouseover', event => {
      if (!Array.isArray(event.value)) return;
      const [start, latency, cohort] = event.value;
      const who = cohort >= 0 ? data.cohorts[cohort].name : 'another cohort';
      picture.read(event.seriesName, [['start', Look.seconds(start)], ['wall clock', Look.wall(data.zeroMillis, start)], ['latency', Look.millis(latency)], ['cohort', who]], event.event.offsetX, event.event.offsetY);
    });
    picture.chart.on('mouseout', () => { picture.reading.hidden = true; });
    return picture;
  }

  const first = document.getElementById('timeline');
  if (first) pictures.push(timeline(first));
  document.querySelectorAll('.outage').forEach(figure => pictures.push(outage(figure)));

  let wait = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(wait);
    wait = requestAnimationFrame(() => pictures.forEach(picture => picture.fit(0)));
  });
  dark.addEventListener('change', () => pictures.forEach(picture => picture.draw()));
  /* Paper is always light and as wide as A4 within its margins. */
  const onPaper = () => pictures.forEach(picture => picture.fit(708));
  const onScreen = () => pictures.forEach(picture => picture.fit(0));
  addEventListener('beforeprint', onPaper);
  addEventListener('afterprint', onScreen);
  matchMedia('print').addEventListener('change', event => (event.matches ? onPaper : onScreen)());
})();
