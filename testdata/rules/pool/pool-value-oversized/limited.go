package limited

import (
	"bytes"
	"io"
	"net/http"
	"sync"
)

var chunks = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// No chunk is larger than the limit of its reader.
func cleanChunks(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	for {
		chunk := chunks.Get().(*bytes.Buffer)
		chunk.Reset()
		part := io.LimitReader(r.Body, 4096)
		n, err := chunk.ReadFrom(part)
		if err != nil || n == 0 {
			chunks.Put(chunk)
			break
		}
		wg.Add(1)
		go func(c *bytes.Buffer) {
			defer wg.Done()
			defer chunks.Put(c)
			_, _ = io.Copy(io.Discard, bytes.NewReader(c.Bytes()))
		}(chunk)
	}
	wg.Wait()
	w.WriteHeader(http.StatusOK)
}

func whole(w http.ResponseWriter, r *http.Request) {
	body := chunks.Get().(*bytes.Buffer)
	body.Reset()
	_, _ = body.ReadFrom(r.Body)
	_, _ = w.Write(body.Bytes())
	chunks.Put(body) // want "however large"
}

func wholeElsewhere(w http.ResponseWriter, r *http.Request) {
	body := chunks.Get().(*bytes.Buffer)
	body.Reset()
	_, _ = body.ReadFrom(r.Body)
	done := make(chan struct{})
	go func(b *bytes.Buffer) {
		defer close(done)
		defer chunks.Put(b) // want "however large"
		_, _ = io.Copy(io.Discard, bytes.NewReader(b.Bytes()))
	}(body)
	<-done
	w.WriteHeader(http.StatusOK)
}
