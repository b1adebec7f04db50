'use strict';
/* Brings the pictures to life: theme, width, paper, keys, crosshair readings. */
(() => {
  const data = JSON.parse(document.getElementById('figures').textContent);
  const pictures = [];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const FINE_BELOW_SECONDS = 30;
  /* Of A4 within its margins; and of what stands beside a table there. */
  const PAPER_WIDTH = 708;
  const BESIDE_WIDTH = 190;

  class Picture {
    /* Without words, a picture cannot be zoomed. */
    constructor(figure, renderer, full, height, option, words) {
      Object.assign(this, { figure, full, height, option, words, range: full.slice(), paper: false, paperWidth: PAPER_WIDTH });
      this.box = figure.querySelector('.drawing');
      this.reading = figure.appendChild(document.createElement('div'));
      this.reading.className = 'reading';
      this.reading.hidden = true;
      this.size();
      this.chart = echarts.init(this.box, null, { renderer, devicePixelRatio: Math.max(2, devicePixelRatio), useDirtyRect: false });
      this.draw();
      this.chart.getZr().on('globalout', () => { this.reading.hidden = true; });
      if (!words) return;
      this.chart.on('datazoom', event => this.zoomed(event.batch ? event.batch[0] : event));
      this.chart.getZr().on('dblclick', () => this.show(...this.full));
      figure.addEventListener('keydown', event => this.key(event));
    }

    get kind() { return this.paper ? 'paper' : this.box.clientWidth < 560 ? 'narrow' : 'wide'; }

    size() {
      this.box.style.height = this.height(this.kind, this.box.clientWidth) + 'px';
      /* Pages are counted before a script can answer, so the style sheet must know the height on paper. */
      this.box.style.setProperty('--paper-height', this.height('paper', PAPER_WIDTH) + 'px');
    }

    draw() {
      const option = this.option(this);
      if (!this.words) {
        this.chart.setOption(option, true);
        return;
      }
      Object.assign(option.dataZoom[0], { startValue: this.range[0], endValue: this.range[1] });
      this.chart.setOption(option, true);
      this.chart.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
    }

    fit(paper) {
      this.paper = paper;
      this.box.style.width = paper ? this.paperWidth + 'px' : '';
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
      setTimeout(() => {
        this.chart.setOption({ graphic: this.words(this) }, { replaceMerge: ['graphic'] });
        if (this.onZoom) this.onZoom();
      }, 0);
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
    const picture = new Picture(
      figure, 'svg', [0, data.end], (size, width) => Timeline.height(data, size, width),
      self => Timeline.option(data, bins, self.kind, self.box.clientWidth, self.range),
      self => Timeline.words(data, self.kind, self.box.clientWidth, self.range));
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
      const head = ['', 'offered', 'done', 'errors', 'p50', 'p95', 'p99', 'in flight'];
      const lines = data.cohorts.map((cohort, c) => {
        const of = bins.cohorts[c];
        return [cohort.name, of.offered[i] + '/s', of.completed[i] + '/s', Look.percent(of.errors[i]), Look.millis(of.p50[i]), Look.millis(of.p95[i]), Look.millis(of.p99[i]), String(of.inFlight[i])];
      });
      const pixel = picture.chart.convertToPixel({ xAxisIndex: 0 }, at);
      picture.read(Look.seconds(bins.x[i]) + ' · ' + Look.wall(data.zeroMillis, bins.x[i]), [...turned([head, ...lines]), ...system(at)], pixel, 30);
    });
    return picture;
  }

  function system(at) {
    const i = nearest(data.timeline.x, at);
    const or = (value, text) => value === null || value === undefined ? '–' : text;
    return [
      ...data.system.serving.map(source => ['replicas, ' + source.source, or(source.fewest[i], source.fewest[i] + ' of ' + source.known)]),
      ...data.system.reached.map(source => ['reached, ' + source.source, or(source.perSecond[i], source.perSecond[i] + '/s')]),
      ...data.system.alarms.filter(alarm => alarm.from <= at && (alarm.to === null || at <= alarm.to)).map(alarm => ['alarm', alarm.name]),
    ];
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
    const picture = new Picture(
      figure, 'canvas', [closeUp.from, closeUp.to], Outage.height,
      self => Outage.option(data, closeUp, self.kind, self.box.clientWidth, self.range),
      self => Outage.words(data, closeUp, self.kind, self.box.clientWidth, self.range));
    picture.chart.on('mouseover', event => {
      if (!Array.isArray(event.value)) return;
      const [start, latency, cohort] = event.value;
      const who = cohort >= 0 ? data.cohorts[cohort].name : 'another cohort';
      picture.read(event.seriesName, [['start', Look.seconds(start)], ['wall clock', Look.wall(data.zeroMillis, start)], ['latency', Look.millis(latency)], ['cohort', who]], event.event.offsetX, event.event.offsetY);
    });
    picture.chart.on('mouseout', () => { picture.reading.hidden = true; });
    return picture;
  }

  function distribution(figure) {
    const picture = new Picture(figure, 'svg', [1, Distribution.most(data)], Distribution.height, self => Distribution.option(data, self.kind));
    picture.paperWidth = BESIDE_WIDTH;
    picture.chart.on('updateAxisPointer', event => {
      const at = event.axesInfo && event.axesInfo.length > 0 ? event.axesInfo[0].value : null;
      if (at === null) { picture.reading.hidden = true; return; }
      const pixel = picture.chart.convertToPixel({ xAxisIndex: 0 }, at);
      picture.read(Distribution.percentile(Math.max(1, at)), Distribution.readings(data, at), pixel, 30);
    });
    return picture;
  }

  const first = document.getElementById('timeline');
  if (first) pictures.push(timeline(first));
  const curves = document.getElementById('distribution');
  if (curves) pictures.push(distribution(curves));
  document.querySelectorAll('.outage').forEach(figure => pictures.push(outage(figure)));

  /* A table that goes on beyond its right edge says so. */
  document.querySelectorAll('.scroll').forEach(box => {
    const tell = () => {
      box.classList.toggle('wide', box.scrollWidth > box.clientWidth + 1);
      box.classList.toggle('more', box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
    };
    box.addEventListener('scroll', tell, { passive: true });
    new ResizeObserver(tell).observe(box);
  });

  let wait = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(wait);
    wait = requestAnimationFrame(() => pictures.forEach(picture => picture.fit(false)));
  });
  dark.addEventListener('change', () => pictures.forEach(picture => picture.draw()));
  /* Paper is always light. */
  const onPaper = () => pictures.forEach(picture => picture.fit(true));
  const onScreen = () => pictures.forEach(picture => picture.fit(false));
  addEventListener('beforeprint', onPaper);
  addEventListener('afterprint', onScreen);
  matchMedia('print').addEventListener('change', event => (event.matches ? onPaper : onScreen)());
})();
