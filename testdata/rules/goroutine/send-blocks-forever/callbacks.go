// Package callbacks sends from functions that other code calls, as often as it likes.
package callbacks

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

// speaker calls each with every word, and returns then.
type speaker interface {
	Speak(ctx context.Context, text string, each func(word string) error) error
}

func streamed(c *gin.Context, s speaker) {
	words := make(chan string)
	go func() {
		defer close(words)
		s.Speak(c, c.Query("text"), func(word string) error {
			words <- word // want "the send on `words` blocks for ever"
			return nil
		})
	}()
	c.Stream(func(io.Writer) bool {
		word, more := <-words
		if more {
			c.SSEvent("word", word)
		}
		return more
	})
}

func written(w http.ResponseWriter, r *http.Request, s speaker) {
	words := make(chan string)
	go func() {
		defer close(words)
		s.Speak(r.Context(), "", func(word string) error {
			words <- word // want "the send on `words` blocks for ever when the function returns first: 1 goroutine per call"
			return nil
		})
	}()
	for word := range words {
		if _, err := io.WriteString(w, word); err != nil {
			return
		}
	}
}

func found(root string, use func(string) error) error {
	paths := make(chan string)
	go func() {
		filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err == nil {
				paths <- path // want "the send on `paths` blocks for ever when the function returns first"
			}
			return err
		})
		close(paths)
	}()
	for path := range paths {
		if err := use(path); err != nil {
			return err
		}
	}
	return nil
}

func cleanAll(w http.ResponseWriter, r *http.Request, s speaker) {
	words := make(chan string)
	go func() {
		defer close(words)
		s.Speak(r.Context(), "", func(word string) error {
			words <- word
			return nil
		})
	}()
	for word := range words {
		io.WriteString(w, word)
	}
}

func cleanDrained(w http.ResponseWriter, r *http.Request, s speaker) {
	words := make(chan string)
	go func() {
		defer close(words)
		s.Speak(r.Context(), "", func(word string) error {
			words <- word
			return nil
		})
	}()
	for word := range words {
		if _, err := io.WriteString(w, word); err != nil {
			break
		}
	}
	for range words {
		continue
	}
}

func cleanHeard(w http.ResponseWriter, r *http.Request, s speaker) {
	words := make(chan string)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	go func() {
		defer close(words)
		s.Speak(ctx, "", func(word string) error {
			select {
			case words <- word:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for word := range words {
		if _, err := io.WriteString(w, word); err != nil {
			return
		}
	}
}

// Whoever takes one knows that there is one.
func cleanOne(ctx context.Context, s speaker) string {
	words := make(chan string)
	go func() {
		defer close(words)
		s.Speak(ctx, "", func(word string) error {
			words <- word
			return nil
		})
	}()
	return <-words
}

// Nobody knows when these are called.
func cleanLater(on func(string, func(string)), end chan bool) string {
	words := make(chan string)
	go on("word", func(word string) { words <- word })
	for {
		select {
		case word := <-words:
			if word != "" {
				return word
			}
		case <-end:
			return ""
		}
	}
}

func cleanFirst(s speaker) (first string) {
	words, over := make(chan string), make(chan bool)
	go func() {
		s.Speak(context.Background(), "", func(word string) error {
			words <- word
			return nil
		})
		close(words)
		close(over)
	}()
	for word := range words {
		if first == "" {
			first = word
		}
	}
	<-over
	return first
}
