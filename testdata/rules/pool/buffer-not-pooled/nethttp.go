package nethttpforms

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"log"
	"net/http"
)

type spy struct {
	http.ResponseWriter
	body *bytes.Buffer
	code int
}

func (s *spy) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

func (s *spy) Write(p []byte) (int, error) {
	s.body.Write(p)
	return s.ResponseWriter.Write(p)
}

func logBodies(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &spy{ResponseWriter: w, body: bytes.NewBuffer([]byte{})} // want "bytes.Buffer|bytes.NewBuffer"
		next.ServeHTTP(seen, r)
		log.Printf("%d %s", seen.code, seen.body)
	})
}

func logSized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := bytes.NewBuffer(make([]byte, 0, 1024)) // want "bytes.Buffer|bytes.NewBuffer"
		next.ServeHTTP(&spy{ResponseWriter: w, body: body}, r)
		log.Print(body.Len())
	})
}

type report struct{ title string }

func (p *report) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var text bytes.Buffer // want "bytes.Buffer"
	fmt.Fprintf(&text, "%s for %s\n", p.title, r.URL.Query().Get("month"))
	w.Header().Set("Content-Length", fmt.Sprint(text.Len()))
	_, _ = text.WriteTo(w)
}

func deflate(w http.ResponseWriter, r *http.Request) {
	small, err := flate.NewWriter(w, flate.DefaultCompression) // want "flate"
	if err != nil {
		http.Error(w, "cannot compress", http.StatusInternalServerError)
		return
	}
	defer small.Close()
	_, _ = io.Copy(small, io.LimitReader(r.Body, 1<<20))
}

func zipped(w http.ResponseWriter, _ *http.Request) {
	small := zlib.NewWriter(w) // want "zlib"
	defer small.Close()
	_, _ = io.WriteString(small, "hello")
}

func table(w http.ResponseWriter, _ *http.Request) {
	out := bufio.NewWriterSize(w, 32<<10) // want "bufio"
	defer out.Flush()
	for i := 0; i < 1000; i++ {
		fmt.Fprintln(out, i)
	}
}

func echoBody(w http.ResponseWriter, r *http.Request) {
	const size = 8192
	chunk := make([]byte, size) // want "make|byte"
	for {
		n, err := r.Body.Read(chunk)
		_, _ = w.Write(chunk[:n])
		if err != nil {
			return
		}
	}
}

func serve() error {
	mux := http.NewServeMux()
	mux.Handle("/report", &report{title: "Sales"})
	mux.HandleFunc("/deflate", deflate)
	mux.HandleFunc("/zipped", zipped)
	mux.HandleFunc("GET /table", table)
	mux.HandleFunc("POST /echo", echoBody)
	return http.ListenAndServe("localhost:8080", logBodies(logSized(mux)))
}
