package closers

import (
	"context"
	"io"
)

type rangeOpener func(ctx context.Context, from, size int64) (io.ReadCloser, error)

type part struct {
	open rangeOpener
}

func firstBytes(ctx context.Context, w io.Writer, open rangeOpener) error {
	content, err := open(ctx, 0, 512) // want "the reader in `content` is never closed"
	if err != nil {
		return err
	}
	_, err = io.CopyN(w, content, 512)
	return err
}

func (p part) copyTo(ctx context.Context, w io.Writer) error {
	content, err := p.open(ctx, 0, -1) // want "the reader in `content` is not closed on every path"
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, content); err != nil {
		return err
	}
	return content.Close()
}

func clean_opened(ctx context.Context, w io.Writer, open rangeOpener) error {
	content, err := open(ctx, 0, -1)
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = io.Copy(w, content)
	return err
}

func clean_opener(ctx context.Context, open rangeOpener) (io.ReadCloser, error) {
	return open(ctx, 0, -1)
}
