// Package streams has readers that end early.
package streams

import "io"

type limited struct {
	io.Reader
	io.Closer
}

// LimitReadCloser gives no more than most bytes of a body.
func LimitReadCloser(body io.ReadCloser, most int64) io.ReadCloser {
	return limited{io.LimitReader(body, most), body}
}
