package site

import "net/http"

// serveTests answers tests, by the name of its file.
func serveTests() *http.Server {
	return &http.Server{Addr: ":8081"} // want "this server has no read timeout"
}
