// Command routes prints what each framework says that it serves, for the services of this folder.
package main

import (
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func main() {
	for _, route := range ginService().Routes() {
		fmt.Println("gin", route.Method, route.Path)
	}
	for _, route := range echoService().Routes() {
		fmt.Println("echo", route.Method, route.Path)
	}
	for _, route := range fiberService().GetRoutes(true) {
		fmt.Println("fiber", route.Method, route.Path)
	}
	_ = chi.Walk(chiService(), func(method, path string, _ http.Handler, chain ...func(http.Handler) http.Handler) error {
		fmt.Println("chi", method, path, len(chain))
		return nil
	})
}
