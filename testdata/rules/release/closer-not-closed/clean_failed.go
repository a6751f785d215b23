package failed

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
)

// The end of an output that is given up is missed by nobody.
func cleanCompress(in io.Reader) (io.ReadCloser, chan struct{}) {
	done := make(chan struct{})
	r, w := io.Pipe()
	buffered := bufio.NewWriter(w)
	compressor := gzip.NewWriter(buffered)
	go func() {
		defer close(done)
		_, err := io.Copy(compressor, in)
		if err == nil {
			err = compressor.Close()
		}
		if err == nil {
			err = buffered.Flush()
		}
		w.CloseWithError(err)
	}()
	return r, done
}

// A chunk without a file is closed.

type chunk struct{ f *os.File }

func (c *chunk) Close() error { return c.f.Close() }

func openChunk(path string) (*chunk, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &chunk{f}, nil
}

func cleanEmpty(path, other string, read func(*chunk) error) error {
	c, err := openChunk(path)
	if err != nil {
		return err
	}
	if c == nil || c.f == nil {
		c, err = openChunk(other)
		if err != nil {
			return err
		}
	}
	defer c.Close()
	return read(c)
}
