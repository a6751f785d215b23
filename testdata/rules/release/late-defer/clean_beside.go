package beside

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
)

// Any of the errors that are got with something says that there is nothing of it.

type info struct{ tx *sql.Tx }

func (i *info) Close() { _ = i.tx.Rollback() }

func begin(r *http.Request, db *sql.DB) (*info, error, error, int) {
	if r.URL.Query().Get("id") == "" {
		return &info{}, errors.New("no id"), nil, http.StatusBadRequest
	}
	tx, err := db.BeginTx(r.Context(), nil)
	if err != nil {
		return &info{}, nil, err, http.StatusInternalServerError
	}
	return &info{tx: tx}, nil, nil, http.StatusOK
}

func cleanOfTwo(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	inf, userErr, sysErr, code := begin(r, db)
	if userErr != nil || sysErr != nil {
		w.WriteHeader(code)
		return
	}
	defer inf.Close()
	_, _ = inf.tx.ExecContext(r.Context(), "UPDATE seen SET at = now()")
}

// An error code says so, too.

type errorCode int

const (
	errNone errorCode = iota
	errSignature
)

func signed(r *http.Request) (io.ReadCloser, errorCode) {
	if r.Header.Get("X-Signature") == "" {
		return nil, errSignature
	}
	return r.Body, errNone
}

func cleanCode(w http.ResponseWriter, r *http.Request) {
	body, code := signed(r)
	if code != errNone {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	defer body.Close()
	_, _ = io.Copy(w, body)
}

// So does what has been looked up, of itself.

type blob struct{ data []byte }

func (b *blob) Exists() bool { return b.data != nil }
func (b *blob) Free()        { b.data = nil }

type store interface {
	Get(key string) (*blob, error)
}

func cleanMissing(s store, key string) ([]byte, error) {
	found, err := s.Get(key)
	if !found.Exists() {
		return nil, errors.New("no such key")
	}
	defer found.Free()
	if err != nil {
		return nil, err
	}
	return bytes.Clone(found.data), nil
}

// A NopCloser closes nothing, and what a helper is given beside what it gives back is not given back.

func cleanPutBack(r *http.Request, rewrite func([]byte) ([]byte, error)) error {
	body := bytes.NewBuffer(make([]byte, 0, r.ContentLength))
	if _, err := io.Copy(body, r.Body); err != nil {
		return err
	}
	defer func() { r.Body = io.NopCloser(body) }()
	changed, err := rewrite(body.Bytes())
	if err != nil {
		return err
	}
	body.Reset()
	_, err = body.Write(changed)
	return err
}

type logger struct{ names []string }

func (l *logger) session(name string) *logger { return &logger{append(l.names, name)} }

type worker struct{ name string }

type workers interface {
	Select(ctx context.Context, l *logger) (*worker, error)
	ReleaseWorker(l *logger, spec string, w *worker)
}

func cleanLogger(ctx context.Context, pool workers, l *logger) error {
	log := l.session("task")
	spec, err := specOf(ctx)
	if err != nil {
		return err
	}
	w, err := pool.Select(ctx, log)
	if err != nil {
		return err
	}
	defer pool.ReleaseWorker(log, spec, w)
	return ctx.Err()
}

func specOf(ctx context.Context) (string, error) { return "", ctx.Err() }

type refs interface {
	GetOrLock(name, id string) (string, error)
	Unlock(name, id string) error
}

func newID() string { return "1" }

func cleanText(r refs, name string) error {
	id := newID()
	found, err := r.GetOrLock(name, id)
	owner := found == id
	if !owner {
		return err
	}
	defer func() { _ = r.Unlock(name, id) }()
	return nil
}
