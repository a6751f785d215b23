// Package wrapped reads files through helpers that wrap them.
package wrapped

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
)

func limited(r io.Reader) io.Reader { return io.LimitReader(r, 1<<20) }

func counted(r io.Reader, total *int64) io.Reader {
	if total == nil {
		return io.TeeReader(r, io.Discard)
	}
	return limited(r)
}

func unpacked(r io.Reader) (*gzip.Reader, error) { return gzip.NewReader(r) }

func all(path string) ([]byte, error) {
	f, err := os.Open(path) // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(limited(f))
}

func lines(path string) (n int, err error) {
	f, err := os.Open(path) // want "never closed"
	if err != nil {
		return 0, err
	}
	in := counted(f, nil)
	for scanner := bufio.NewScanner(in); scanner.Scan(); {
		n++
	}
	return n, nil
}

func inflated(path string) ([]byte, error) {
	f, err := os.Open(path) // want "never closed"
	if err != nil {
		return nil, err
	}
	in, err := unpacked(f)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

func closesTheWrapper(path string) error {
	f, err := os.Open(path) // want "never closed"
	if err != nil {
		return err
	}
	defer io.NopCloser(limited(f)).Close()
	return nil
}

// Who gets the reader has the file.
func opened(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return limited(f), nil
}

type source struct {
	in io.Reader
	f  *os.File
}

func (s *source) from(r io.Reader) io.Reader {
	s.in = r
	return limited(r)
}

// The method keeps it as well.
func (s *source) open(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, s.from(f))
	return err
}

type closing struct {
	io.Reader
	io.Closer
}

func both(f *os.File) io.ReadCloser { return closing{limited(f), f} }

func closesBoth(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	in := both(f)
	defer in.Close()
	return io.ReadAll(in)
}

func deferred(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(counted(f, nil))
}

type meter struct {
	out   io.Writer
	total int64
}

func newMeter(out io.Writer) *meter { return &meter{out: out} }

func (m *meter) Write(p []byte) (int, error) {
	n, err := m.out.Write(p)
	m.total += int64(n)
	return n, err
}

func metered(path string, in io.Reader) (int64, error) {
	f, err := os.Create(path) // want "on every path"
	if err != nil {
		return 0, err
	}
	m := newMeter(f)
	if _, err := io.Copy(m, in); err != nil {
		return 0, err
	}
	return m.total, f.Close()
}

type spool struct{ out *os.File }

func newSpool(out *os.File) *spool { return &spool{out} }

func (s *spool) finish() error { return s.out.Close() }

// What is made of it closes it.
func spooled(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	s := newSpool(f)
	return s.finish()
}

type window struct{ *os.File }

func newWindow(f *os.File) window { return window{f} }

// The field is closed.
func seen(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	w := newWindow(f)
	defer w.File.Close()
	return w.Seek(0, io.SeekEnd)
}

type peeked struct{ from *os.File }

func peek(f *os.File) *peeked { return &peeked{from: f} }

func peeking(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	p := peek(f)
	return p.from.Close()
}

// The meter is kept, and the file with it.
func (m *meter) open(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	*m = *newMeter(f)
	return nil
}

type reading struct {
	from *os.File
	rows int
}

func newReading(from *os.File) *reading { return &reading{from: from} }

func (r *reading) run() {
	defer r.from.Close()
	for in := bufio.NewScanner(r.from); in.Scan(); {
		r.rows++
	}
}

// The goroutine closes it.
func inBackground(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	r := newReading(f)
	go r.run()
	return nil
}

type lending struct{ from *os.File }

func lend(from *os.File) *lending { return &lending{from} }

func (l *lending) file() *os.File { return l.from }

func givenBack(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	l := lend(f)
	return l.file().Close()
}

type quota interface{ allows(n int) bool }

type capped struct {
	to     io.Writer
	quotas []quota
}

func within(to io.Writer, quotas ...quota) *capped { return &capped{to, quotas} }

func (m *capped) Write(p []byte) (int, error) { return m.to.Write(p) }

// What is spread is another argument: the file is wrapped as ever.
func saved(path string, from io.Reader, quotas ...quota) (int64, error) {
	file, err := os.Create(path) // want "on every path"
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(within(file, quotas...), from)
	if err != nil {
		_ = os.Remove(path)
		return 0, err
	}
	return n, file.Close()
}
