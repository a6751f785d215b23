// Command clean_main keeps its connections for as long as it runs.
package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

func main() {
	ctx := context.Background()
	client := redis.NewClient(&redis.Options{Addr: "localhost:6379"})
	events := client.Subscribe(ctx, "events")
	go func() {
		for message := range events.Channel() {
			log.Print(message.Payload)
		}
	}()
	listener, err := net.Listen("tcp", "localhost:8080")
	if err != nil {
		log.Fatal(err)
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		log.Fatal(err)
	}
	defer watcher.Close()
	conn, err := grpc.NewClient("localhost:9090", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	server := http.Server{ReadHeaderTimeout: time.Second}
	log.Fatal(server.Serve(listener))
}
